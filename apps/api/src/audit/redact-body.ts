import { createRedactor } from '@hubtwin/telemetry';

/** Fields whose names say that they hold a secret. */
const secretName = /secret|token|password|passphrase|credential|private|(^|_)key$|authorization/i;
const mostCharacters = 4_000;
const longestText = 300;
const deepest = 6;
const mostItems = 50;

const redact = createRedactor([]);

/** What was sent, fit to be kept: without what is or looks like a secret, and cut to some thousand characters. */
export function redactBody(body: unknown): unknown {
  const shown = show(body, 0);
  return (JSON.stringify(shown) ?? '').length > mostCharacters ? { cut: 'too long to be kept' } : shown;
}

function show(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return showText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === deepest) return '…';
  if (Array.isArray(value)) return value.slice(0, mostItems).map((item) => show(item, depth + 1));
  const entries = Object.entries(value).slice(0, mostItems);
  return Object.fromEntries(
    entries.map(([name, item]) => [
      showText(name),
      // Whether a repository is private is no secret.
      secretName.test(name) && typeof item !== 'boolean' && item !== null
        ? '[redacted]'
        : show(item, depth + 1),
    ]),
  );
}

/** Postgres takes no U+0000, and no half of a surrogate pair. */
function showText(text: string): string {
  const clean = redact(text.slice(0, mostCharacters)).replaceAll('\0', '').toWellFormed();
  return clean.length > longestText ? `${clean.slice(0, longestText).toWellFormed()}…` : clean;
}
