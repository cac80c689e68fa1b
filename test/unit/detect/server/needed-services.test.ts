import { expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

const told = async (imports: string[], code: string, files: Record<string, string> = {}) => {
  const { warnings } = await service({ "main.go": mainFile(["log", ...imports], code), ...files });
  return warnings.flatMap(({ code: kind, message }) => (kind === "service-required" ? [message] : []));
};

const fatal = "if err != nil {\n\t\tlog.Fatal(err)\n\t}";
const gorm = ["gorm.io/gorm", "gorm.io/driver/postgres"];

it.each<[string, string[], string, string]>([
  [
    "is where a variable says, through a helper that gives back the error",
    ["fmt", "os", ...gorm],
    `func connect() (*gorm.DB, error) {
	dsn := fmt.Sprintf("host=%s port=%s user=%s", os.Getenv("DB_HOST"), os.Getenv("DB_PORT"), os.Getenv("DB_USER"))
	return gorm.Open(postgres.Open(dsn), &gorm.Config{})
}
func main() {
	_, err := connect()
	${fatal}
}`,
    "no PostgreSQL answers: have one ready, and set DB_HOST",
  ],
  [
    "is asked whether it is there",
    ["database/sql", "os", "github.com/lib/pq"],
    `type store struct{ db *sql.DB }
func open(url string) (*store, error) {
	db, err := sql.Open("postgres", url)
	if err != nil {
		return nil, err
	}
	s := &store{db: db}
	if err := s.db.Ping(); err != nil {
		return nil, err
	}
	return s, nil
}
func main() {
	pq.Load()
	_, err := open(os.Getenv("DATABASE_URL"))
	${fatal}
}`,
    "no PostgreSQL answers: have one ready, and set DATABASE_URL",
  ],
  [
    "is asked by a request whose answer tells",
    ["context", "github.com/redis/go-redis/v9"],
    `func main() {
	client := redis.NewClient(&redis.Options{Addr: "cache:6379"})
	if _, err := client.Ping(context.Background()).Result(); err != nil {
		panic(err)
	}
}`,
    "Redis does not answer at cache:6379: have it answer there",
  ],
  [
    "has a name of its own in the network",
    ["flag", "github.com/rabbitmq/amqp091-go"],
    `func main() {
	url := flag.String("queue", "amqp://guest:guest@rabbitmq:5672/", "")
	flag.Parse()
	_, err := amqp091.Dial(*url)
	${fatal}
}`,
    "RabbitMQ does not answer at rabbitmq:5672: have it answer there, or start it with -queue",
  ],
  [
    "has its address in a field of what makes the whole",
    ["database/sql", "os", "github.com/go-sql-driver/mysql"],
    `func main() {
	config := mysql.Config{Net: "tcp", Addr: os.Getenv("MYSQL_HOST") + ":3306", DBName: os.Getenv("MYSQL_NAME")}
	db, err := sql.Open("mysql", config.FormatDSN())
	${fatal}
	if err := db.Ping(); err != nil {
		log.Fatal(err)
	}
}`,
    "no MySQL answers: have one ready, and set MYSQL_HOST",
  ],
  [
    "is met on a socket",
    ["github.com/jmoiron/sqlx", "github.com/lib/pq"],
    'func main() {\n\tpq.Load()\n\tsqlx.MustConnect("postgres", "host=/run/postgresql user=shop")\n}',
    "PostgreSQL does not answer at /run/postgresql: have it answer there",
  ],
])("a backing service without which the program ends is told: it %s", async (_, imports, code, expected) => {
  expect(await told(imports, code)).toEqual([`the program ends where ${expected}`]);
});

it("a backing service whose host a file gives is told with the file", async () => {
  const code = `func main() {
	viper.SetConfigFile("config.yml")
	viper.ReadInConfig()
	_, err := gorm.Open(mysql.Open("shop@tcp(" + viper.GetString("db.host") + ":3306)/shop"))
	${fatal}
}`;
  const imports = ["gorm.io/gorm", "gorm.io/driver/mysql", "github.com/spf13/viper"];
  expect(await told(imports, code, { "config.yml": "db:\n  host: database\n" })).toEqual([
    "the program ends where MySQL does not answer at database:3306: have it answer there, or name another host in config.yml",
  ]);
});

it.each<[string, string[], string]>([
  [
    "where the program goes on without it",
    ["os", ...gorm],
    'func main() {\n\t_, err := gorm.Open(postgres.Open(os.Getenv("DSN")))\n\tif err != nil {\n\t\tlog.Print(err)\n\t}\n}',
  ],
  [
    "that answers the first request at the earliest",
    ["database/sql", "os", "github.com/lib/pq"],
    `func main() {\n\tpq.Load()\n\t_, err := sql.Open("postgres", os.Getenv("DSN"))\n\t${fatal}\n}`,
  ],
  [
    "that is asked for only where a variable says so",
    gorm.concat("os"),
    `func files() error { return nil }
func open(url string) error {
	_, err := gorm.Open(postgres.Open(url))
	return err
}
func connect() error {
	url := os.Getenv("DATABASE_URL")
	if url == "" {
		return files()
	}
	return open(url)
}
func main() {
	err := connect()
	${fatal}
}`,
  ],
  [
    "on the program's own host, of which another warning tells",
    gorm,
    `func main() {\n\t_, err := gorm.Open(postgres.Open("host=localhost user=shop"))\n\t${fatal}\n}`,
  ],
  [
    "that a table of drivers has beside others",
    gorm,
    `var drivers = map[string]func(){}
func init() {
	drivers["postgres"] = func() {
		_, err := gorm.Open(postgres.Open("host=db user=shop"))
		${fatal}
	}
}
func main() { drivers["memory"]() }`,
  ],
])("nothing is told of a backing service %s", async (_, imports, code) => {
  expect(await told(imports, code)).toEqual([]);
});
