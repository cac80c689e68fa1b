import { expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

const told = async (imports: string[], code: string, files: Record<string, string> = {}) => {
  const { warnings } = await service({
    "main.go": mainFile(
      ["net/http", ...imports],
      `func main() {\n\t${code}\n\thttp.ListenAndServe(":8080", nil)\n}`,
    ),
    ...files,
  });
  return warnings.flatMap(({ code: kind, message }) => (kind === "local-service" ? [message] : []));
};

const where = "where a container has none";

it.each<[string, string[], string, string]>([
  [
    "a variable with a default",
    ["os", "github.com/redis/go-redis/v9"],
    'addr := os.Getenv("REDIS_ADDR")\n\tif addr == "" {\n\t\taddr = "localhost:6379"\n\t}\n\tredis.NewClient(&redis.Options{Addr: addr})',
    `Redis at localhost:6379, ${where}: set REDIS_ADDR`,
  ],
  [
    "a flag",
    ["database/sql", "flag", "github.com/go-sql-driver/mysql"],
    'mysql.SetLogger(nil)\n\tdsn := flag.String("dsn", "root:root@tcp(127.0.0.1:3306)/shop", "")\n\tflag.Parse()\n\tsql.Open("mysql", *dsn)',
    `MySQL at 127.0.0.1:3306, ${where}: start it with -dsn`,
  ],
  [
    "the host alone",
    ["context", "fmt", "os", "github.com/jackc/pgx/v5/pgxpool"],
    'host := os.Getenv("DB_HOST")\n\tif host == "" {\n\t\thost = "localhost"\n\t}\n\tpgxpool.New(context.Background(), fmt.Sprintf("postgres://%s@%s:5432/shop", os.Getenv("DB_USER"), host))',
    `PostgreSQL at localhost:5432, ${where}: set DB_HOST`,
  ],
  [
    "the code alone",
    ["gorm.io/gorm", "gorm.io/driver/postgres"],
    'gorm.Open(postgres.Open("host=localhost user=shop port=9920"), &gorm.Config{})',
    `PostgreSQL at localhost:9920, ${where}: name its host in the code`,
  ],
  [
    "the library's default",
    ["github.com/nats-io/nats.go"],
    "nats.Connect(nats.DefaultURL)",
    `NATS at 127.0.0.1:4222, ${where}: name its host in the code`,
  ],
  [
    "the code, for a queue of tasks",
    ["github.com/hibiken/asynq"],
    'asynq.NewServer(asynq.RedisClientOpt{Addr: "localhost:6379"}, asynq.Config{})',
    `Redis at localhost:6379, ${where}: name its host in the code`,
  ],
])("a backing service on the program's own host is told: %s", async (_, imports, code, expected) => {
  expect(await told(imports, code)).toEqual([`the program asks for ${expected}`]);
});

it("a backing service whose host a file of the repository gives is told with the file", async () => {
  const code =
    'viper.SetConfigFile("config.yml")\n\tviper.ReadInConfig()\n\tredis.NewClient(&redis.Options{Addr: viper.GetString("redis.addr")})';
  const imports = ["github.com/redis/go-redis/v9", "github.com/spf13/viper"];
  expect(await told(imports, code, { "config.yml": 'redis:\n  addr: "127.0.0.1:6379"\n' })).toEqual([
    `the program asks for Redis at 127.0.0.1:6379, ${where}: name its host in config.yml`,
  ]);
});

it("a backing service that is asked for before main runs is told, of options that another function makes", async () => {
  const code = `func options() *redis.Options { return &redis.Options{Addr: "localhost:6379"} }
func init() { redis.NewClient(options()) }
func main() { http.ListenAndServe(":8080", nil) }`;
  const { warnings } = await service({
    "main.go": mainFile(["net/http", "github.com/redis/go-redis/v9"], code),
  });
  expect(warnings.map(({ message }) => message)).toContain(
    `the program asks for Redis at localhost:6379, ${where}: name its host in the code`,
  );
});

it("of two drivers at one address the one is told whose port it is", async () => {
  const imports = ["gorm.io/gorm", "gorm.io/driver/mysql", "gorm.io/driver/postgres"];
  const code =
    'gorm.Open(postgres.Open("host=localhost port=3306"))\n\tgorm.Open(mysql.Open("u@tcp(localhost:3306)/a"))';
  expect(await told(imports, code)).toEqual([
    `the program asks for MySQL at localhost:3306, ${where}: name its host in the code`,
  ]);
});

it("nothing is told of a host that a sample alone gives, or another command", async () => {
  const imports = ["github.com/redis/go-redis/v9", "github.com/spf13/viper"];
  const code = 'viper.ReadInConfig()\n\tredis.NewClient(&redis.Options{Addr: viper.GetString("REDIS_ADDR")})';
  expect(await told(imports, code, { ".env.example": "REDIS_ADDR=localhost:6379\n" })).toEqual([]);
  const command = `var addr string
var setup = &cobra.Command{Use: "init", Run: func(*cobra.Command, []string) { viper.Set("redis.addr", addr) }}
var serve = &cobra.Command{Use: "serve", Run: func(*cobra.Command, []string) {
	redis.NewClient(&redis.Options{Addr: viper.GetString("redis.addr")})
	http.ListenAndServe(":8080", nil)
}}
func main() {
	root := &cobra.Command{Use: "shop"}
	setup.Flags().StringVar(&addr, "redis.addr", "localhost:6379", "")
	root.AddCommand(setup, serve)
	root.Execute()
}`;
  const { warnings } = await service({
    "main.go": mainFile(["net/http", "github.com/spf13/cobra", ...imports], command),
  });
  expect(warnings.map(({ code: kind }) => kind)).not.toContain("local-service");
});

it.each<[string, string[], string]>([
  ["elsewhere", ["github.com/nats-io/nats.go"], 'nats.Connect("nats://queue:4222")'],
  [
    "that nothing turns on",
    ["os", "github.com/nats-io/nats.go"],
    'if os.Getenv("NATS_ENABLED") == "true" {\n\t\tnats.Connect("nats://localhost:4222")\n\t}',
  ],
  [
    "of whose host nothing tells",
    ["os", "github.com/redis/go-redis/v9"],
    'redis.NewClient(&redis.Options{Addr: os.Getenv("REDIS_ADDR")})',
  ],
])("nothing is told of a backing service %s", async (_, imports, code) => {
  expect(await told(imports, code)).toEqual([]);
});
