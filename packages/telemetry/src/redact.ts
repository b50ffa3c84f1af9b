import { redactJwts } from './redact-jwts.ts';

/**
 * Formats of secrets that must never leave the process: GitHub's tokens (including the long `ghs_` tokens of 2026,
 * which contain dots and dashes), our API keys, Vault's tokens, authorization headers, PEM keys (also if the end is cut
 * off), passwords in URLs, and OAuth parameters of a query. The text may be malicious: each expression takes linear
 * time.
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

/** Returns a function that redacts the given secret values, and anything in the format of a secret. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  // Raw, and as escaped in JSON and URLs; values that contain others first.
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
