/**
 * Shapes of secrets that must never leave the process: GitHub's tokens (also the long `ghs_` ones of
 * 2026, which contain dots and dashes), our API keys, bearer headers, PEM keys, URL passwords.
 */
const shapes: readonly [RegExp, string][] = [
  [/\bgh[pousr]_[A-Za-z0-9._-]{36,}/g, '[redacted]'],
  [/\bgithub_pat_[A-Za-z0-9_]{22,}/g, '[redacted]'],
  [/\bhtk_[A-Za-z0-9_-]{16,}/g, '[redacted]'],
  [/\b(Bearer|token) [A-Za-z0-9._~+/=-]{16,}/gi, '$1 [redacted]'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----/gs, '[redacted]'],
  [/\b([a-z]+:\/\/[^\s:/@"]*):[^\s/@"]+@/g, '$1:[redacted]@'],
];

/** Returns a function that removes the given secret values, and anything of a secret's shape, from text. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const values = secrets.filter((secret) => secret.length >= 4);
  return (text) => {
    let clean = text;
    for (const value of values) clean = clean.replaceAll(value, '[redacted]');
    for (const [shape, replacement] of shapes) clean = clean.replace(shape, replacement);
    return clean;
  };
}
