import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";

interface Reply {
  readonly id: number;
  readonly result: unknown;
  readonly error: string | null;
}

interface State {
  readonly exited: boolean;
  readonly currentThread: {
    readonly file: string;
    readonly line: number;
    readonly breakPoint?: object;
  } | null;
}

/** Where the program stopped, and the arguments of the function that it stopped in. */
export interface Stop {
  readonly file: string;
  readonly line: number;
  readonly arguments: Readonly<Record<string, string>>;
}

const everything = {
  FollowPointers: true,
  MaxVariableRecurse: 1,
  MaxStringLen: 64,
  MaxArrayValues: 64,
  MaxStructFields: -1,
};

/**
 * A client of a headless Delve, of the few calls that a breakpoint needs:
 * JSON-RPC over TCP, https://github.com/go-delve/delve/tree/master/Documentation/api.
 */
export class Delve implements Disposable {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #calls = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    createInterface(socket).on("line", (line) => {
      const reply = JSON.parse(line) as Reply;
      this.#waiting.get(reply.id)?.(reply);
      this.#waiting.delete(reply.id);
    });
  }

  static connect(host: string, port: number): Promise<Delve> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, host, () => resolve(new Delve(socket)));
      socket.once("error", reject);
    });
  }

  async #call<Result>(method: string, params: object): Promise<Result> {
    const id = ++this.#calls;
    const reply = new Promise<Reply>((resolve, reject) => {
      this.#waiting.set(id, resolve);
      this.#socket.once("close", () => reject(new Error(`the debugger hung up during ${method}`)));
    });
    this.#socket.write(`${JSON.stringify({ id, method: `RPCServer.${method}`, params: [params] })}\n`);
    const { result, error } = await reply;
    if (error) throw new Error(`${method}: ${error}`);
    return result as Result;
  }

  /**
   * Sets a breakpoint, runs `trigger` beside the program until it is hit, reads
   * the arguments there, takes the breakpoint back and lets the program run on.
   */
  async stopAt<Result>(
    file: string,
    line: number,
    trigger: () => Promise<Result>,
  ): Promise<{ readonly stop: Stop; readonly result: Result }> {
    await this.#call("Command", { name: "halt" });
    const { Breakpoint } = await this.#call<{ Breakpoint: { id: number } }>("CreateBreakpoint", {
      Breakpoint: { file, line },
    });
    const hit = this.#call<{ State: State }>("Command", { name: "continue" });
    const triggered = trigger();
    const { State } = await hit;
    const { Args } = await this.#call<{ Args: readonly { name: string; value: string }[] }>(
      "ListFunctionArgs",
      { Scope: { GoroutineID: -1, Frame: 0 }, Cfg: everything },
    );
    await this.#call("ClearBreakpoint", { Id: Breakpoint.id });
    this.#call("Command", { name: "continue" }).catch(() => {});
    return {
      stop: {
        file: State.currentThread?.file ?? "",
        line: State.currentThread?.line ?? 0,
        arguments: Object.fromEntries(Args.map(({ name, value }) => [name, value])),
      },
      result: await triggered,
    };
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}
