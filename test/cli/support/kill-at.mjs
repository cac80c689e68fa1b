// Loaded before the command (node --import): kills the process, as the kernel would when memory runs
// out, right before its effect number KILL_AT on the directory KILL_IN. Prints nothing, cleans nothing up.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const { KILL_AT, KILL_IN = "/nowhere" } = process.env;
const descriptors = new Set();
let count = 0;

function step() {
  count++;
  if (count === Number(KILL_AT)) process.kill(process.pid, "SIGKILL");
}

const openSync = fs.openSync;
fs.openSync = (file, flags, ...more) => {
  const writes = typeof flags === "string" && /[wa+]/.test(flags) && String(file).startsWith(KILL_IN);
  if (writes) step();
  const descriptor = openSync(file, flags, ...more);
  if (writes) descriptors.add(descriptor);
  return descriptor;
};
for (const name of ["writeFileSync", "fchmodSync", "fsyncSync"]) {
  const original = fs[name];
  fs[name] = (descriptor, ...more) => {
    if (descriptors.has(descriptor)) step();
    return original(descriptor, ...more);
  };
}
for (const name of ["renameSync", "unlinkSync", "rmSync", "mkdirSync", "chmodSync"]) {
  const original = fs[name];
  fs[name] = (file, ...more) => {
    if (String(file).startsWith(KILL_IN)) step();
    return original(file, ...more);
  };
}
syncBuiltinESMExports();
