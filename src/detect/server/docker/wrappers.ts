/** Programs that start another in their place: shells, init programs, tools that change the user or wait. */

const INIT = /^(?:\S*\/)?(?:tini(?:-static)?|dumb-init|catatonit)$/;

/** Options of theirs that a word follows: `tini -p SIGTERM`, `dumb-init -r 15:3`. */
const WITH_WORD = /^(?:-[per]|--rewrite)$/;

/** `gosu shop ./shop`: the word after the tool is the user. */
const AS_USER = /^(?:\S*\/)?(?:su-exec|gosu|setpriv)$/;

/** `wait-for-it db:3306 -t 60 -- ./shop`: what waits for another service first. */
const WAITS = /^(?:\S*\/)?(?:wait-for(?:-it)?(?:\.sh)?|dockerize|wait4x|wait-port)$/;

/** Options of dockerize that stand alone; of the others a word follows, and the program without `--` follows them. */
const ALONE = /^--?(version|poll|no-overwrite|multiline|skip-tls-verify|.*=.*)$/;

const PLAIN = /^(?:--|sh|\/bin\/sh|-c|exec)$/;

/** Where in the words of a command the program stands that it starts in the end; behind them where none does. */
export function programAt(words: readonly string[]): number {
  let at = 0;
  for (;;) {
    const word = words[at] ?? "";
    if (INIT.test(word)) at = behindOptions(words, at + 1, (one) => WITH_WORD.test(one));
    else if (AS_USER.test(word)) at += 2;
    else if (WAITS.test(word) && words.includes("--", at)) at = words.indexOf("--", at) + 1;
    else if (/^(?:\S*\/)?dockerize$/.test(word)) at = behindOptions(words, at + 1, (one) => !ALONE.test(one));
    else if (PLAIN.test(word)) at += 1;
    else return at;
  }
}

function behindOptions(
  words: readonly string[],
  from: number,
  takesWord: (option: string) => boolean,
): number {
  let at = from;
  for (let word = words[at]; word?.startsWith("-") && word !== "--"; word = words[at])
    at += takesWord(word) ? 2 : 1;
  return at;
}
