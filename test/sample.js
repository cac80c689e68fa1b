// `npm run sample`: runs the command on a copy of a small Go service, in ./sample.
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("..", import.meta.url));
const sample = `${repository}sample`;

rmSync(sample, { recursive: true, force: true });
cpSync(`${repository}test/fixtures/gin-version`, sample, { recursive: true });
execFileSync(process.execPath, [`${repository}bin/create-go-dockerfile.js`, sample, "--yes"], {
  stdio: "inherit",
});
process.stdout.write(`\nThe Go service and what was made for it are in ${sample}:\n`);
for (const name of readdirSync(sample)) process.stdout.write(`  ${name}\n`);
process.stdout.write("With Docker: cd sample && docker compose up\n");
