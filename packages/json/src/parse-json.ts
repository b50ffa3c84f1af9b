import { storableText } from './storable-text.ts';

/** Only an escape brings what cannot be stored into a string of JSON that was decoded from UTF-8. */
const mayBeUnstorable = /\\u(?:0000|[dD][89a-fA-F])/;
const mayBeUnsafe = /\d{16}/;
const integer = /^-?\d+$/;

/**
 * Reads JSON without losing what it says: integers that a number would round become strings of their digits, and
 * strings and keys are as Postgres can store them.
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

/** Cleans what is within, without recursion: small texts may be nested deeply. */
function storable(value: object): object {
  const open = [value];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    for (const [key, inner] of Object.entries(each)) {
      if (typeof inner === 'object' && inner !== null) open.push(inner);
      const name = storableText(key);
      if (name !== key) Reflect.deleteProperty(each, key);
      if (name !== key || typeof inner === 'string')
        // Defined and not assigned: a key may be `__proto__`.
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
