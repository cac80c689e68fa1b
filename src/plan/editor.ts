import type { Answers } from "../types/answers.ts";
import { SOURCE_ROOT } from "./source.ts";

/** A configuration of .vscode/launch.json: https://github.com/golang/vscode-go/blob/master/docs/debugging.md */
export interface AttachConfiguration {
  readonly name: string;
  readonly type: "go";
  readonly request: "attach";
  readonly mode: "remote";
  readonly host: string;
  readonly port: number;
  /** The editor's paths and those in the binary. */
  readonly substitutePath: readonly { readonly from: string; readonly to: string }[];
}

/** null unless an editor was asked for. */
export function planEditor({ editor, service, debugPort }: Answers): AttachConfiguration | null {
  if (editor === "none") return null;
  return {
    name: `Attach to ${service} (docker compose)`,
    type: "go",
    request: "attach",
    mode: "remote",
    host: "127.0.0.1",
    port: debugPort,
    substitutePath: [
      { from: "$" + "{workspaceFolder}", to: SOURCE_ROOT },
      { from: "$" + "{env:HOME}/go/pkg/mod", to: "/go/pkg/mod" },
    ],
  };
}
