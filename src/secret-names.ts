/** Names of variables that no image may set: everyone who has the image reads what they hold. */

// The names that BuildKit's SecretsUsedInArgOrEnv takes for a secret
// (moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go).
const SECRET = /(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)/i;

export function namesSecret(variable: string): boolean {
  return SECRET.test(variable) && !/(?:_|^)public(?:_|$)/i.test(variable);
}
