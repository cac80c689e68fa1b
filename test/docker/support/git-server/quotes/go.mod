module git.example.test/acme/quotes

go 1.26
