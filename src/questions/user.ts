import { bases } from "../images/index.ts";
import { checkAccountName } from "./checks.ts";
import { always, never, question } from "./question.ts";

/** Ids above are reserved or overflow in some tools. */
const LARGEST_ID = 2_147_483_647;

function checkId(value: number, isRoot: boolean): string | null {
  if (isRoot) return null;
  if (value === 0) return "is 0 only with --user-name root";
  return value <= LARGEST_ID ? null : `is ${LARGEST_ID} at most: ${value}`;
}

const isTaken = (name: string): boolean => bases.some(({ accounts }) => Object.hasOwn(accounts.users, name));

export const userQuestions = [
  question({
    key: "userName",
    flag: "user-name",
    section: "User",
    kind: "text",
    placeholder: "NAME",
    message: "User that the service runs as",
    help: "name of the user that the service runs as; root only by this name",
    direct: never,
    // What a base has by that name already has another id there.
    default: ({ account }) => (account === null || isTaken(account) ? "app" : account),
    validate: checkAccountName,
  }),
  question({
    key: "groupName",
    flag: "group-name",
    section: "User",
    kind: "text",
    placeholder: "NAME",
    message: "Group of that user",
    help: "name of that user's group",
    direct: never,
    default: (_, draft) => (draft.userName === "root" ? "root" : "app"),
    validate: (value, _, draft) =>
      (value === "root") === (draft.userName === "root")
        ? checkAccountName(value)
        : "is root exactly when the user is",
  }),
  question({
    key: "uid",
    flag: "uid",
    section: "User",
    kind: "integer",
    message: "User id",
    help: "numeric id of the user, which Kubernetes can check",
    direct: always,
    default: (_, draft) => (draft.userName === "root" ? 0 : 10001),
    validate: (value, _, draft) =>
      draft.userName === "root" && value !== 0 ? "is 0 for root" : checkId(value, draft.userName === "root"),
  }),
  question({
    key: "gid",
    flag: "gid",
    section: "User",
    kind: "integer",
    message: "Group id",
    help: "numeric id of the group",
    direct: always,
    default: (_, draft) => (draft.userName === "root" ? 0 : 10001),
    validate: (value, _, draft) =>
      draft.userName === "root" && value !== 0 ? "is 0 for root" : checkId(value, draft.userName === "root"),
  }),
];
