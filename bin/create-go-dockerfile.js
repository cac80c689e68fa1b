#!/usr/bin/env node
// Launcher: says so in words when Node.js is too old to read the rest.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `create-go-dockerfile: Node.js ${process.versions.node} is too old, install 20.19 or newer\n`,
  );
  process.exitCode = 2;
} else {
  const { main } = await import("../dist/cli.js");
  process.exitCode = await main(process.argv.slice(2));
  // After Ctrl-C nothing that still goes on, such as a lookup, is waited for.
  if (process.exitCode === 130) process.exit();
}
