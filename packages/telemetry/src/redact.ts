import { redactJwts } from './redact-jwts.ts';

/**
 * Shapes of secrets that must never leave the process: GitHub's tokens (also the long `ghs_` ones of
 * 2026, which contain dots and dashes), our API keys, Vault's tokens, authorization headers, PEM keys
 * (also where the end is cut off), passwords in URLs, and what OAuth hands over in a query. Anybody may have written
 * the text: each takes time in proportion to it.
 */
const shapes: readonly [RegExp, string][] = [
  [/\bgh[pousr]_[A-Za-z0-9._-]{36,}/g, '[redacted]'],
  [/\bgithub_pat_[A-Za-z0-9_]{22,}/g, '[redacted]'],
  [/\bhtk_[A-Za-z0-9_-]{16,}/g, '[redacted]'],
  [/\bhv[sbr]\.[A-Za-z0-9_-]{16,}/g, '[redacted]'],
  [/\b(Bearer|Basic|token) [A-Za-z0-9._~+/=-]{16,}/gi, '$1 [redacted]'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^"]*?(?:-----END [A-Z ]*PRIVATE KEY-----|(?="|$))/g, '[redacted]'],
  [/(:\/\/[^\s:/@"]*):[^\s/@"]+@/g, '$1:[redacted]@'],
  [/([?&](?:client_secret|access_token|code)=)[^&\s"]+/g, '$1[redacted]'],
];

/** Returns a function that removes the given secret values, and anything of a secret's shape, from text. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  // As they are, as they stand in JSON and in URLs; what contains another one first.
  const values = [...new Set(secrets.filter((secret) => secret.length >= 4).flatMap(spellings))].sort(
    (one, other) => other.length - one.length,
  );
  return (text) => {
    let clean = text;
    for (const value of values) clean = clean.replaceAll(value, '[redacted]');
    for (const [shape, replacement] of shapes) clean = clean.replace(shape, replacement);
    return redactJwts(clean);
  };
}

const spellings = (secret: string) => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
];
