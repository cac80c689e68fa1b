import type { Check } from "../../types/verdict.ts";
import type { HistoryEntry, ImageInspect } from "../build/inspect.ts";
import { failed, passed } from "../checks.ts";
import type { Stage } from "../dockerfile/stages.ts";
import { isSecretName, secretIn } from "../secrets.ts";
import { placeOf } from "./places.ts";

/** Looks for secrets in what everyone who has the image can read: its configuration and history. */
export function checkSecrets(
  { Config }: ImageInspect,
  history: readonly HistoryEntry[],
  file: string,
  stage: Stage | null,
): readonly Check[] {
  const named = (Config.Env ?? []).flatMap((pair) => {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at);
    const isSecret = pair.length > at + 1 && isSecretName(name);
    return isSecret ? [`The variable ${name} of the image holds a secret`] : [];
  });
  const texts = [
    ...(Config.Env ?? []),
    ...Object.values(Config.Labels ?? {}),
    ...history.map((entry) => entry.CreatedBy),
  ];
  const kinds = new Set(texts.flatMap((text) => secretIn(text) ?? []));
  const valued = [...kinds].map((kind) => `docker history of the image shows ${kind}`);
  const messages = [...named, ...valued];
  return messages.length === 0
    ? [passed("history", "no secret in docker history and the image configuration")]
    : messages.map((message) => failed("secret-in-image", message, placeOf(file, stage, "ENV", "ARG")));
}
