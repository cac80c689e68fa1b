import path from "node:path";
import { UserError } from "./errors.ts";
import type { Session } from "./session.ts";
import type { Verdict } from "./types/verdict.ts";
import { reportHtml, type VerifyOptions, verify, verifyRequest } from "./verify/index.ts";

/**
 * Looks at the place of the report before anything else is done.
 * @throws UserError exit 1 when no file can be there.
 */
export function checkReportPlace({ system, commandLine }: Session): void {
  const { report } = commandLine.options;
  if (report === null) return;
  const target = path.resolve(system.workingDirectory, report);
  const fail = (reason: string) => new UserError("file", `${report}: ${reason}`, 1, { flag: "--report" });
  if (system.files.facts(target)?.kind === "directory") throw fail("is a directory, give a file in it");
  const folder = system.files.realPath(path.dirname(target));
  if (folder === null) throw fail("its directory is not there, make it first");
  if (!system.files.isWritable(folder)) throw fail("no permission to write there");
}

/** A file of the caller, new or in place of what was there. */
function writeReport({ system, commandLine }: Session, verdict: Verdict, service: string): void {
  const { report } = commandLine.options;
  if (report === null) return;
  const target = path.resolve(system.workingDirectory, report);
  if (system.files.facts(target)?.kind === "file") system.files.remove(target);
  system.files.createFlushed(target, reportHtml(verdict, service), 0o644);
}

/** Proves the files on disk as far as `level` says. */
export async function prove(
  session: Session,
  level: Verdict["level"],
  known: Pick<VerifyOptions, "answers" | "project" | "generated">,
): Promise<Verdict> {
  const { system, root, commandLine } = session;
  const { builder, platforms, runEnv, json } = commandLine.options;
  const request = verifyRequest(system.files, {
    root,
    level,
    answers: known.answers,
    project: known.project,
    generated: known.generated,
    builder,
    platforms,
    runEnv,
    quiet: json,
  });
  const verdict = await verify(system, request);
  writeReport(session, verdict, request.service);
  return verdict;
}
