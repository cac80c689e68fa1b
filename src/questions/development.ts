import { never, question } from "./question.ts";

const editors = [
  { value: "none", label: "none" },
  { value: "vscode", label: "Visual Studio Code, .vscode/launch.json" },
] as const;

const comments = [
  { value: "brief", label: "what a reader needs" },
  { value: "full", label: "the reason for every step" },
] as const;

export const developmentQuestions = [
  question({
    key: "debugPort",
    flag: "debug-port",
    section: "Development",
    kind: "integer",
    placeholder: "PORT",
    message: "Port of the debugger",
    help: "port of the debugger (Delve), on 127.0.0.1 only",
    direct: never,
    default: (_, { ports = [] }) => [2345, 2346, 2347].find((port) => !ports.includes(String(port))) ?? 40000,
    validate: (value, _, { ports = [] }) => {
      if (value < 1 || value > 65_535) return `is not a port from 1 to 65535: ${value}`;
      return ports.includes(String(value)) ? `is a port of the service: ${value}` : null;
    },
  }),
  question({
    key: "poll",
    flag: "poll",
    section: "Development",
    kind: "yes-no",
    message: "Poll for changes, for mounts that send no events",
    help: "poll for changes, where mounts send no events (Windows, WSL 2, network drives)",
    direct: never,
    default: () => false,
  }),
  question({
    key: "editor",
    flag: "editor",
    section: "Development",
    kind: "choice",
    message: "Editor to set up for the debugger",
    help: "editor to set up for the debugger",
    direct: never,
    options: editors,
    default: () => "none",
  }),
  question({
    key: "comments",
    flag: "comments",
    section: "Files",
    kind: "choice",
    message: "Comments in the files",
    help: "how much the files explain",
    direct: never,
    options: comments,
    default: () => "brief",
  }),
];
