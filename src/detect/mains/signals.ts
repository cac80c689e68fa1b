/** Signs in a file's code that its program stays up: it listens, or it waits for work. */
import type { GoFile } from "../go-source/package.ts";
import { waitsForSignal } from "./signal-wait.ts";

/** What makes a router alone says least: it may be a helper of others. */
export type Signal = "listens" | "waits" | "routes" | null;

/**
 * Calls that listen, by the import without which they mean something else. Of the web
 * frameworks also what makes a router: the call that listens often stands in a file without the import.
 */
const LISTENERS: readonly (readonly [importPath: RegExp, call: RegExp])[] = [
  // `var listenAndServe = http.ListenAndServe`, so that a test can put something else there.
  [
    /^net\/http$/,
    /\bhttp\.(ListenAndServe|ListenAndServeTLS|Serve|ServeTLS)\(|\bhttp\.Server\{|[=:][ \t]*http\.ListenAndServe(TLS)?,?\s*$/m,
  ],
  [/^net$/, /\bnet\.(Listen|ListenTCP|ListenPacket|ListenUDP|ListenConfig)\b/],
  [/^crypto\/tls$/, /\btls\.(Listen|NewListener)\(/],
  [/^google\.golang\.org\/grpc$/, /\bgrpc\.NewServer\(/],
  [/^github\.com\/gin-gonic\/gin$/, /\bgin\.(New|Default)\(|\.(Run|RunTLS|RunListener)\(/],
  [
    /^github\.com\/labstack\/echo(\/v\d+)?$/,
    /\becho\.New\(|\.(Start|StartTLS|StartAutoTLS|StartServer|StartH2CServer)\(/,
  ],
  [/^github\.com\/gofiber\/fiber(\/v\d+)?$/, /\bfiber\.New\(|\.(Listen|ListenTLS|Listener)\(/],
  [/^github\.com\/valyala\/fasthttp$/, /\.(ListenAndServe|ListenAndServeTLS|Serve)\(|fasthttp\.Server\{/],
  [/^github\.com\/(astaxie|beego)\/beego/, /\b(beego|web)\.Run\(/],
  [/^github\.com\/kataras\/iris/, /\biris\.(New|Default)\(|\.(Listen|Run)\(/],
  [/^github\.com\/(zeromicro|tal-tech)\/go-zero\/(rest|zrpc)$/, /\b(rest|zrpc)\.(MustNewServer|NewServer)\(/],
  [/^github\.com\/go-kratos\/kratos\/v2\/transport\/(http|grpc)$/, /\b(http|grpc)\.NewServer\(/],
  [/^github\.com\/go-kratos\/kratos(\/v2)?$/, /\bkratos\.New\(/],
  [/^github\.com\/tx7do\/kratos-bootstrap(\/bootstrap)?$/, /\bbootstrap\.(Bootstrap|RunApp)\(/],
  [/^github\.com\/cloudwego\/(hertz|kitex)/, /\bserver\.(Default|New|NewServer)\(|\.Spin\(/],
  [/^(go-micro\.dev|github\.com\/(micro|asim)\/go-micro)/, /\.(NewService|NewFunction)\(/],
  [/^github\.com\/micro\/micro(\/v\d+)?\/service$/, /\bservice\.New\(/],
  [/^github\.com\/ThreeDotsLabs\/watermill\b.*\/http$/, /\.NewSubscriber\(/],
  [/^github\.com\/miekg\/dns$/, /\bdns\.Server\{|\bdns\.ListenAndServe\(/],
  [/^github\.com\/gliderlabs\/ssh$/, /\bssh\.(ListenAndServe|Server\{)/],
  [/^github\.com\/gogf\/gf\//, /\bg\.Server\(/],
  [/^github\.com\/(NYTimes|nytimes)\/gizmo\/server(\/kit)?$/, /\b(server|kit)\.Run\(/],
  [
    /^github\.com\/(danielgtaylor\/huma|go-fuego\/fuego|savsgio\/atreugo|gorilla\/handlers)/,
    /\.ListenAndServe\(|\.Run\(/,
  ],
  [/^github\.com\/prometheus\/exporter-toolkit\/web$/, /\bweb\.(ListenAndServe|Serve|ServeMultiple)\(/],
  [/^sigs\.k8s\.io\/controller-runtime/, /\bctrl\.NewManager\(|\bmanager\.New\(/],
  [/^go\.opentelemetry\.io\/collector\/otelcol$/, /\botelcol\.(NewCommand|NewCollector)/],
  [/^go\.opentelemetry\.io\/collector\/config\/config(grpc|http|net)$/, /\.(ToServer|ToListener)\(/],
  [/^github\.com\/pocketbase\/pocketbase$/, /\bpocketbase\.New/],
  [/^github\.com\/caddyserver\/caddy\/v2\/cmd$/, /\.Main\(/],
  [/^github\.com\/coredns\/coredns\/coremain$/, /\bcoremain\.Run\(/],
  [/^github\.com\/dolthub\/go-mysql-server\/server$/, /\bserver\.New(Default)?(Server|Listener)\w*\(/],
  [/^maunium\.net\/go\/mautrix\/bridge(v2\/matrix\/mxmain)?$/, /\.(Run|Main)\(/],
  [/^github\.com\/nats-io\/nats-server\/v2\/server$/, /\bserver\.NewServer\(/],
  [/^github\.com\/dapr\/go-sdk\/service\/(http|grpc)$/, /\.NewService\w*\(/],
  [/^github\.com\/GoogleCloudPlatform\/functions-framework-go\/funcframework$/, /\.Start\w*\(/],
  [/^github\.com\/quic-go\/quic-go(\/http3)?$/, /\b(quic|http3)\.(ListenAddr|Listen|Server\{)/],
  [
    /^github\.com\/(panjf2000\/gnet|soheilhy\/cmux|ory\/graceful)/,
    /\b(gnet\.Run|cmux\.New|graceful\.Graceful)\(/,
  ],
  [
    /^(github\.com\/(gobuffalo\/buffalo|zenazn\/goji|urfave\/negroni|go-martini\/martini)|goji\.io)$/,
    /\bbuffalo\.New\(|\.(Serve|Run)\(/,
  ],
  [/^(gopkg\.in\/macaron\.v1|github\.com\/go-macaron\/macaron)$/, /\bmacaron\.(New|Classic)\w*\(/],
  [/^github\.com\/flamego\/flamego$/, /\bflamego\.(New|Classic)\w*\(/],
  [/^(gofr\.dev|github\.com\/gofr-dev\/gofr)\/pkg\/gofr$/, /\bgofr\.New\(/],
  [/^github\.com\/(cert-manager|jetstack)\/cert-manager\/pkg\/acme\/webhook\/cmd$/, /\.RunWebhookServer\(/],
  [/^github\.com\/smallnest\/rpcx\/server$/, /\.Serve\(/],
  [/^github\.com\/apache\/thrift\/lib\/go\/thrift$/, /\bthrift\.NewT(SSL)?ServerSocket/],
  [/^github\.com\/mochi-(mqtt\/server\/v2|co\/mqtt(\/v2|\/server)?)\/listeners$/, /\blisteners\.New\w+\(/],
  [/^github\.com\/mark3labs\/mcp-go\/server$/, /\bserver\.New(StreamableHTTP|SSE)Server\(/],
];

/** Routers for a server that stands elsewhere, as in another module. */
const ROUTERS: typeof LISTENERS = [
  [/^github\.com\/go-chi\/chi(\/v\d+)?$/, /\bchi\.New(Router|Mux)\(/],
  [/^github\.com\/gorilla\/mux$/, /\bmux\.NewRouter\(/],
  [/^github\.com\/(julienschmidt\/httprouter|uptrace\/bunrouter)$/, /\b(httprouter|bunrouter)\.New\w*\(/],
];

/** Libraries whose import alone says that the program takes work from somewhere. */
const CONSUMERS =
  /^(github\.com\/(segmentio\/kafka-go|confluentinc\/confluent-kafka-go|IBM\/sarama|Shopify\/sarama|twmb\/franz-go|rabbitmq\/amqp091-go|streadway\/amqp|hibiken\/asynq|robfig\/cron|go-co-op\/gocron|nats-io\/(nats|stan)\.go|ThreeDotsLabs\/watermill|riverqueue\/river|gocraft\/work|RichardKnop\/machinery|nsqio\/go-nsq|aws\/aws-lambda-go|eclipse\/paho)|go\.temporal\.io\/sdk\/worker|cloud\.google\.com\/go\/pubsub|k8s\.io\/client-go\/(informers|tools\/(cache|leaderelection))|gopkg\.in\/tucnak\/telebot|gopkg\.in\/telebot)/;

/** Libraries of bots and queues, with what waits for messages: many programs only send some. */
const RECEIVERS: readonly (readonly [importPath: RegExp, call: RegExp])[] = [
  [/^github\.com\/go-telegram-bot-api\/telegram-bot-api/, /\.(GetUpdatesChan|ListenForWebhook)\(/],
  [/^github\.com\/go-telegram\/bot$/, /\.(Start|StartWebhook|RegisterHandler)\(/],
  [/^github\.com\/mymmrac\/telego/, /\.(UpdatesVia\w+|NewBotHandler)\(/],
  [/^github\.com\/PaulSonOfLars\/gotgbot\/v2\/ext$/, /\.(StartPolling|StartWebhook)\(/],
  [/^github\.com\/(disgoorg\/disgo|diamondburned\/arikawa)/, /\.(OpenGateway|Open|Connect|AddHandler)\(/],
  [/^github\.com\/bwmarrin\/discordgo$/, /\.(Open|AddHandler)\(|\*\w+\.(Message|Interaction)Create\b/],
  [/^github\.com\/(zeromicro|tal-tech)\/go-queue\/\w+$/, /\.(Must)?New(Queue|Consumer)\w*\(/],
  [/^github\.com\/slack-go\/slack$/, /\.NewRTM\(/],
  [/^github\.com\/slack-go\/slack\/socketmode$/, /\bsocketmode\.New\w*\(/],
];

/** A command that says of itself that it starts a server, whoever brings that server. */
const SERVER_COMMAND =
  /\b(?:Use|Name):\s*"(?:serve|server)"(?:,\s*\w+:\s*"[^"\n]*"){0,3},\s*(?:Short|Usage|Long):\s*"(?:starts?|runs?|launch(?:es)?)\b[^"\n]*\bserver\b/i;

const SIGNALS = /\bsignal\.Notify(Context)?\(/;
const FOREVER = /\bselect\s*\{\s*\}|\btime\.(NewTicker|Tick)\(|\bfor\s*\{|\bfor !?\w+ \{\s*select \{/;

/** `net.Listen("tcp", "127.0.0.1:0")`: nobody but the program itself, or the browser that it opens, learns that port. */
const OWN_PORT = /\bnet\.Listen\("tcp\d?",\s*"(127\.0\.0\.1|localhost|\[::1\]):0"\)/;

/** Whether the file listens there alone, as what waits for the end of a login does. */
function listensForItself(text: string): boolean {
  return OWN_PORT.test(text) && !/\bnet\.Listen|\.ListenAndServe/.test(text.replace(OWN_PORT, ""));
}

/** `app.Listen(":3000")`, of what a package that is not there yet makes: no client is told a port alone. */
const ON_PORT = /\.(Listen|Start|Run|Serve)\(\s*"(0\.0\.0\.0)?:\d{2,5}"/;

/** Code in a literal of several lines, as a generator holds what it writes: it is that of another program. */
const WRITTEN = /(?<=[=(,:{+]\s*|\breturn )`[^`]*\n[^`]*`/g;

/** What one file says, the strongest first. */
export function signalOf(file: GoFile): Signal {
  const { imports } = file.header;
  let text: string | null = null;
  const code = () => {
    text ??= file.text().replace(WRITTEN, "``");
    return text;
  };
  for (const [importPath, call] of LISTENERS) {
    const imported = imports.find(({ path }) => importPath.test(path))?.path;
    if (imported === undefined || !call.test(code())) continue;
    if (!/^net(\/http)?$/.test(imported) || !listensForItself(code())) return "listens";
  }
  if (/\.ListenAndServe\w*\(/.test(code()) || ON_PORT.test(code())) return "listens";
  if (/"github\.com\/(spf13\/cobra|urfave\/cli)/.test(code()) && SERVER_COMMAND.test(code()))
    return "listens";
  if (imports.some(({ path }) => CONSUMERS.test(path))) return "waits";
  for (const [importPath, call] of RECEIVERS) {
    if (imports.some(({ path }) => importPath.test(path)) && call.test(code())) return "waits";
  }
  const handlesSignals = imports.some(({ path }) => path === "os/signal") && SIGNALS.test(code());
  if (handlesSignals && (FOREVER.test(code()) || waitsForSignal(code()))) return "waits";
  const routes = ROUTERS.some(
    ([importPath, call]) => imports.some(({ path }) => importPath.test(path)) && call.test(code()),
  );
  return routes ? "routes" : null;
}

/** The strongest of several. */
export function strongestOf(signals: readonly Signal[]): Signal {
  return (["listens", "waits", "routes"] as const).find((one) => signals.includes(one)) ?? null;
}
