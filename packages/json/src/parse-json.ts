import { storableText } from './storable-text.ts';

/** In JSON that was decoded from UTF-8, only an escape can produce a character that cannot be stored. */
const mayBeUnstorable = /\\u(?:0000|[dD][89a-fA-F])/;
/** Not the digits in a SHA: a number follows one of these characters. */
const mayBeUnsafe = /(?:^|[:[,\s])-?\d{16}/;
const integer = /^-?\d+$/;

/**
 * Parses JSON without loss: integers that a number would round become strings of their digits, and strings and keys
 * become storable in Postgres.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  const value: unknown = mayBeUnsafe.test(text) ? JSON.parse(text, exact) : JSON.parse(text);
  if (!mayBeUnstorable.test(text)) return value;
  if (typeof value === 'string') return storableText(value);
  return typeof value === 'object' && value !== null ? storable(value) : value;
}

/** @see https://tc39.es/proposal-json-parse-with-source/ */
function exact(_key: string, value: unknown, { source = '' }: { source?: string } = {}): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && integer.test(source) ? source : value;
}

/** Replaces nested texts, without recursion: even a small input may be nested deeply. */
function storable(value: object): object {
  const open = [value];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    for (const [key, inner] of Object.entries(each)) {
      if (typeof inner === 'object' && inner !== null) open.push(inner);
      const name = storableText(key);
      if (name !== key) Reflect.deleteProperty(each, key);
      if (name !== key || typeof inner === 'string')
        // Defined instead of assigned: the key may be `__proto__`.
        Object.defineProperty(each, name, {
          value: typeof inner === 'string' ? storableText(inner) : inner,
          configurable: true,
          enumerable: true,
          writable: true,
        });
    }
  }
  return value;
}
