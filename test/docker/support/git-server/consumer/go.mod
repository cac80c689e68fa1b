module example.com/almanac

go 1.26

require git.example.test/acme/quotes v1.0.0
