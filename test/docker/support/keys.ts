import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { output } from "./process.ts";

/** Stands in every credential of the tests: it may be in no layer and no history. */
export const canary = "canary-5f1c9b";

/** Files with credentials that nobody accepts, for builds that only have to mount them. */
export class Keys implements Disposable {
  readonly directory = mkdtempSync(join(tmpdir(), "go-service-keys-"));
  readonly netrc = join(this.directory, "netrc");
  readonly token = join(this.directory, "token");
  readonly ssh = join(this.directory, "id_ed25519");

  static async make(): Promise<Keys> {
    const keys = new Keys();
    writeFileSync(keys.netrc, `machine github.com login ci password ${canary}\n`, { mode: 0o600 });
    writeFileSync(keys.token, canary, { mode: 0o600 });
    await output("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", canary, "-f", keys.ssh]);
    return keys;
  }

  [Symbol.dispose](): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
