import type { BaseImage } from "../images/base-image.ts";
import type { Answers, Impossible } from "../types/answers.ts";

type AccountAnswers = Pick<Answers, "userName" | "groupName" | "uid" | "gid">;

/** Who the service runs as. */
export interface Account {
  readonly user: string;
  readonly group: string;
  readonly uid: number;
  readonly gid: number;
  readonly root: boolean;
  /** Not in the base image already. */
  readonly createGroup: boolean;
  readonly createUser: boolean;
}

/** Root is chosen by its name alone; the ids follow. */
export function planAccount(answers: AccountAnswers, base: BaseImage): Account {
  const root = answers.userName === "root";
  const account = root
    ? { user: "root", group: "root", uid: 0, gid: 0 }
    : { user: answers.userName, group: answers.groupName, uid: answers.uid, gid: answers.gid };
  return {
    ...account,
    root,
    createGroup: !Object.hasOwn(base.accounts.groups, account.group),
    createUser: !Object.hasOwn(base.accounts.users, account.user),
  };
}

function taken(
  kind: "user" | "group",
  known: Readonly<Record<string, number>>,
  name: string,
  id: number,
): string | null {
  const holder = Object.keys(known).find((other) => known[other] === id);
  if (Object.hasOwn(known, name) && known[name] !== id) return `has a ${kind} ${name} with another id`;
  return holder !== undefined && holder !== name ? `has a ${kind} ${holder} with the id ${id}` : null;
}

/** A name or an id that the base image gives to somebody else. */
export function accountConflict(answers: AccountAnswers, base: BaseImage): Impossible | null {
  const { userName, groupName, uid, gid } = answers;
  if (userName === "root") return null;
  if (uid === 0)
    return { key: "uid", message: "id 0 is root: ask for it with --user-name root, or use --uid 10001" };
  const user = taken("user", base.accounts.users, userName, uid);
  if (user !== null) return { key: "uid", message: `${base.title} ${user}: use --user-name app --uid 10001` };
  const group = taken("group", base.accounts.groups, groupName, gid);
  return group === null
    ? null
    : { key: "gid", message: `${base.title} ${group}: use --group-name app --gid 10001` };
}
