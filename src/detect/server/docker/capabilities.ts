/** Capabilities that the author's image gives to the program's file. */
import { posix } from "node:path";
import type { Capability } from "../../../types/project.ts";
import type { Instruction } from "./dockerfile.ts";

const SETCAP = /\bsetcap\s+["']?(cap_[\w,]+)[=+]+[a-z]+["']?\s+["']?([^\s"';&|]+)/gi;

/** `RUN setcap cap_net_raw+ep /usr/bin/shop`, in the last stage or where the file is taken from. */
export function fileCapabilities(
  instructions: readonly Instruction[],
  binaries: readonly string[],
  path: string,
): readonly Capability[] {
  const found = instructions.flatMap(({ name, text, line }) =>
    name !== "RUN"
      ? []
      : [...text.matchAll(SETCAP)].flatMap(([, list = "", file = ""]) =>
          binaries.includes(posix.basename(file))
            ? list.split(",").map((one) => ({
                name: one.toUpperCase().replace(/^CAP_/, ""),
                evidence: `${path}:${line}`,
              }))
            : [],
        ),
  );
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}
