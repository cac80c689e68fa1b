import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const fixtures = fileURLToPath(new URL("../../fixtures", import.meta.url));

/** What lies about in working copies and belongs in no image. */
export const decoys = {
  ".env": "SESSION_KEY=decoy\n",
  ".env.production": "SESSION_KEY=decoy\n",
  ".git/HEAD": "ref: refs/heads/main\n",
  ".netrc": "machine example.com password decoy\n",
  "deploy.key": "decoy\n",
  "certs/server.pem": "decoy\n",
  id_ed25519: "decoy\n",
  "node_modules/left/index.js": "decoy\n",
  "cmd/.env": "SESSION_KEY=decoy\n",
  "internal/.env.local": "SESSION_KEY=decoy\n",
  "internal/testing.pem": "decoy\n",
} as const;

/** A copy of a test service that is gone at the end of the block that uses it. */
export class WorkingCopy implements Disposable {
  readonly path: string;

  /**
   * @param source name of a test service, or where its files are.
   * @param options `decoys` are laid only below directories that the service has.
   */
  constructor(source: string | URL, options: { readonly decoys?: boolean } = {}) {
    this.path = mkdtempSync(join(tmpdir(), "go-service-"));
    cpSync(typeof source === "string" ? join(fixtures, source) : source, this.path, { recursive: true });
    if (!options.decoys) return;
    for (const [path, text] of Object.entries(decoys)) {
      const file = join(this.path, path);
      if (/^(?:cmd|internal)\//.test(path) && !existsSync(dirname(file))) continue;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  /** A file's absolute path. */
  file(path: string): string {
    return join(this.path, path);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
