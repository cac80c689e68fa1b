/** A service as it is developed: what is edited, asked for, and stopped at. */
export interface DevelopedService {
  readonly fixture: string;
  readonly flags: readonly string[];
  readonly service: string;
  readonly port: number;
  /** What is asked for, and what comes back with a text in place. */
  readonly path: string;
  readonly reply: (text: string) => string;
  /** Where a text stands in the code, which edits replace. */
  readonly text: { readonly file: string; readonly value: string; readonly code: (text: string) => string };
  /** The code of a line to stop at, the request that gets there, and an argument to be read there. */
  readonly breakpoint: {
    readonly file: string;
    readonly code: string;
    readonly method: "GET" | "POST";
    readonly path: string;
    readonly argument: readonly [name: string, value: string];
  };
}

export const developedServices: readonly DevelopedService[] = [
  {
    fixture: "stdlib-http",
    flags: [],
    service: "greeter",
    port: 8080,
    path: "/?name=you",
    reply: (text) => `${text}, you\n`,
    text: {
      file: "internal/greeting/greeting.go",
      value: "hello",
      code: (text) => `text = ${JSON.stringify(text)}`,
    },
    breakpoint: {
      file: "internal/greeting/greeting.go",
      code: 'return text + ", "',
      method: "GET",
      path: "/?name=Ada",
      argument: ["name", "Ada"],
    },
  },
  {
    fixture: "gin-postgres",
    flags: ["--companions", "postgres", "--base", "alpine"],
    service: "tickets",
    port: 8080,
    path: "/?name=you",
    reply: (text) => `${text}you`,
    text: {
      file: "internal/httpapi/httpapi.go",
      value: "tickets for ",
      code: (text) => `return ${JSON.stringify(text)} + name`,
    },
    breakpoint: {
      file: "internal/httpapi/httpapi.go",
      code: 'return "tickets for "',
      method: "GET",
      path: "/?name=Ada",
      argument: ["name", "Ada"],
    },
  },
  {
    fixture: "cgo-sqlite",
    flags: [],
    service: "guestbook",
    port: 8084,
    path: "/",
    reply: (text) => `${text}\n`,
    text: { file: "main.go", value: "welcome", code: (text) => `fmt.Fprintln(w, ${JSON.stringify(text)})` },
    breakpoint: {
      file: "internal/store/store.go",
      code: "INSERT INTO visits",
      method: "POST",
      path: "/sign?name=Ada",
      argument: ["name", "Ada"],
    },
  },
  {
    fixture: "workspace",
    flags: ["--layout", "stages"],
    service: "timeserver",
    port: 8088,
    path: "/zone/Europe/Berlin",
    reply: (text) => `Europe/Berlin CET${text}CEST\n`,
    text: {
      file: "libs/clock/clock.go",
      value: "/",
      code: (text) => `winter + ${JSON.stringify(text)} + summer`,
    },
    breakpoint: {
      file: "libs/clock/clock.go",
      code: "zones.Do(",
      method: "GET",
      path: "/zone/Europe/Paris",
      argument: ["zone", "Europe/Paris"],
    },
  },
];
