/** Texts that are a credential, whatever they are called. */
const credentials: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["an access key of AWS", /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["an address with a password", /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/i],
  ["a token of GitHub", /\bgh[oprsu]_[A-Za-z0-9]{36}/],
  ["a token of Slack", /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ["a JSON web token", /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./],
  ["a password", /\b(password|passwd|secret|token|api[_-]?key)\s*=\s*["']?[^\s"'${}]{6,}/i],
  ["a password", /["'](password|passwd|secret|token|api[_-]?key)["']\s*:\s*["'][^"'${}]{6,}/i],
];

/** Names of variables that hold a credential. */
const credentialName = /(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL)/i;

/** Names that speak of where a credential is, or of what surrounds it. */
const referenceName = /(ARN|NAME|ID|PREFIX|PATH|URL|ENDPOINT|REGION|TTL|SECONDS|DAYS|COUNT|LIMIT|TYPE)$/i;

/**
 * What in a text is a credential.
 *
 * @returns words for a message, which quote nothing of the text; nothing for a text without one
 */
export function credentialIn(text: string): string | undefined {
  return credentials.find(([, pattern]) => pattern.test(text))?.[0];
}

/**
 * Whether a variable holds a credential by its name: `DB_PASSWORD` does, `DB_PASSWORD_ARN` says where one is.
 *
 * @param name as in a function's environment
 * @param value what it holds; an empty text and an ARN are none
 */
export function isCredentialVariable(name: string, value: string): boolean {
  return credentialName.test(name) && !referenceName.test(name) && value !== "" && !value.startsWith("arn:");
}
