import { createRedactor } from '@hubtwin/telemetry';

/** Fields whose names indicate a secret. */
const secretName = /secret|token|password|passphrase|credential|private|(^|_)key$|authorization/i;
const maxCharacters = 4_000;
const longestText = 300;
const deepest = 6;
const maxItems = 50;

const redact = createRedactor([]);

/** The request body for the audit log: without secrets and values that look like one, and truncated to some thousand characters. */
export function redactBody(body: unknown): unknown {
  const shown = show(body, 0);
  return (JSON.stringify(shown) ?? '').length > maxCharacters ? { cut: 'too long to be stored' } : shown;
}

function show(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return showText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === deepest) return '…';
  if (Array.isArray(value)) return value.slice(0, maxItems).map((item) => show(item, depth + 1));
  const entries = Object.entries(value).slice(0, maxItems);
  return Object.fromEntries(
    entries.map(([name, item]) => [
      showText(name),
      // Whether a repository is private is not a secret.
      secretName.test(name) && typeof item !== 'boolean' && item !== null
        ? '[redacted]'
        : show(item, depth + 1),
    ]),
  );
}

/** Postgres does not accept U+0000 or half of a surrogate pair. */
function showText(text: string): string {
  const clean = redact(text.slice(0, maxCharacters)).replaceAll('\0', '').toWellFormed();
  return clean.length > longestText ? `${clean.slice(0, longestText).toWellFormed()}…` : clean;
}
