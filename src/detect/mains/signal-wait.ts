/** Whether code stands still until a signal comes: what works meanwhile runs beside it. */
import { tokenize } from "../server/go/scanner.ts";
import type { Tokens } from "../server/go/tokens.ts";

interface Range {
  readonly from: number;
  readonly to: number;
}

const inside = (range: Range, index: number): boolean => range.from < index && index < range.to;

/** From the parameters of a function, which open at a token, to the end of its body. */
function bodyAfter(tokens: Tokens, word: (index: number) => string, parameters: number): Range | null {
  let open = tokens.closers[parameters] ?? 0;
  while (open > 0 && open < tokens.count && word(open) !== "{") open++;
  const to = tokens.closers[open] ?? 0;
  return to > open ? { from: open, to } : null;
}

/**
 * `signal.Notify(ch)` and `<-ch`, or `signal.NotifyContext` and `<-ctx.Done()`, in one function. A program that
 * works and ends has the same lines in a goroutine, so as to clean up when it is interrupted, or in one case of
 * a select beside the end of its work: those say nothing.
 */
export function waitsForSignal(text: string): boolean {
  if (!/<-\s*\w/.test(text)) return false;
  const tokens = tokenize(text);
  const word = (index: number): string => text.slice(tokens.starts[index], tokens.ends[index]);
  const functions: (Range & { readonly name: string })[] = [];
  const beside: Range[] = [];
  const started = new Set<string>();
  const notified: { readonly name: string; readonly done: boolean; readonly at: number }[] = [];
  const receives: number[] = [];
  for (let at = 0; at < tokens.count; at++) {
    const one = word(at);
    if (one === "func" && (at === 0 || !functions.some((known) => inside(known, at)))) {
      const name = word(at + 1) === "(" ? (tokens.closers[at + 1] ?? 0) + 1 : at + 1;
      const body = word(name + 1) === "(" ? bodyAfter(tokens, word, name + 1) : null;
      if (body) functions.push({ ...body, name: word(name) });
    } else if (one === "go" && word(at + 1) === "func") {
      const body = bodyAfter(tokens, word, at + 2);
      if (body) beside.push(body);
    } else if (one === "go") {
      let last = at + 1;
      while (word(last + 1) === ".") last += 2;
      started.add(word(last));
    } else if (one === "Go" && word(at + 1) === "(") {
      beside.push({ from: at + 1, to: tokens.closers[at + 1] ?? 0 });
    } else if (one === "signal" && word(at + 1) === "." && word(at + 3) === "(") {
      if (word(at + 2) === "Notify") notified.push({ name: word(at + 4), done: false, at });
      // ctx, stop := signal.NotifyContext(
      else if (word(at + 2) === "NotifyContext" && word(at - 3) === ",")
        notified.push({ name: word(at - 4), done: true, at });
    } else if (one === "<-" && word(at - 1) !== "case" && !chosen(word, at)) receives.push(at);
  }
  return receives.some((at) => {
    if (beside.some((range) => inside(range, at))) return false;
    const home = functions.find((range) => inside(range, at));
    if (!home || started.has(home.name)) return false;
    const done = word(at + 2) === "." && word(at + 3) === "Done";
    return notified.some((one) => one.name === word(at + 1) && one.done === done && inside(home, one.at));
  });
}

/** `case received := <-ch:` */
function chosen(word: (index: number) => string, at: number): boolean {
  return /^:?=$/.test(word(at - 1)) && word(at - 3) === "case";
}
