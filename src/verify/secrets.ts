/**
 * Values that are secrets by their looks, as GitHub's, GitLab's, Amazon's,
 * Slack's and Stripe's documentation describe their tokens. Names are looked at by
 * the rule SecretsUsedInArgOrEnv.
 */
const VALUES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{36}|\bgithub_pat_\w{22,}/, "a GitHub token"],
  [/\bglpat-[\w-]{20,}/, "a GitLab token"],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, "an AWS access key"],
  [/\bxox[abprs]-[\w-]{10,}/, "a Slack token"],
  [/\bsk_live_[A-Za-z0-9]{16,}/, "a Stripe key"],
  [/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/, "a private key"],
  [/:\/\/[^\s:@/"'$<>]+:[^\s:@/"'$<>{}]+@/, "a password in a URL"],
];

/** What kind of secret stands in a text, such as `a GitHub token`; null when none is recognised. */
export function secretIn(text: string): string | null {
  return VALUES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

const NAME = /(?:_|^)(?:api_?key|credentials?|password|passwd|pword|secret|token|private_?key)(?:_|$)/i;
const HARMLESS_NAME = /(?:_|^)(?:public|file|path|version|ttl|url)(?:_|$)/i;

/** Whether an environment variable of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return NAME.test(name) && !HARMLESS_NAME.test(name);
}
