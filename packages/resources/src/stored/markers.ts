import type { JsonObject } from '../json-object.ts';

/**
 * Keys with a meaning of ours. Keys of payloads that consist of one of these characters get another one.
 *
 * - `~` is the only key of what stands for a value: 0 or the number of its template, the rest of an address after
 * that of the repository, or a list with the value itself.
 * - `@` is the id of a referenced object.
 * - `-` are the keys that can be derived and that the object does not have.
 */
export const mark = { value: '~', reference: '@', absent: '-' } as const;

/** Stands for a value that its template renders. */
export const derived: Readonly<JsonObject> = Object.freeze({ [mark.value]: 0 });

const isReserved = (key: string): boolean => {
  const first = key.charCodeAt(0);
  // Nearly all keys start with a letter, or with an underscore.
  if (first !== 0x7e && first !== 0x40 && first !== 0x2d) return false;
  return key === key.charAt(0).repeat(key.length);
};

export const escapeKey = (key: string): string => (isReserved(key) ? key + key.charAt(0) : key);
export const unescapeKey = (key: string): string => (isReserved(key) ? key.slice(1) : key);

/** What stands for a value; undefined: the value is itself. */
export function markerOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, mark.value)) return undefined;
  return Reflect.get(value, mark.value);
}

/** The keys that an object lacks, as the shorter of two lists; null: none. */
export function toAbsent(keys: readonly string[], object: JsonObject): string | null {
  if (keys.every((key) => Object.hasOwn(object, key))) return null;
  const lacking = keys.filter((key) => !Object.hasOwn(object, key));
  if (lacking.length * 2 <= keys.length) return lacking.join(' ');
  return ['=', ...keys.filter((key) => Object.hasOwn(object, key))].join(' ');
}

/** Whether the object that `toAbsent` describes has a key. */
export function readAbsent(absent: unknown): (key: string) => boolean {
  if (typeof absent !== 'string') return () => true;
  const keys = new Set(absent.split(' '));
  return keys.has('=') ? (key) => keys.has(key) : (key) => !keys.has(key);
}
