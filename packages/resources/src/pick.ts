import type { JsonObject } from './json-object.ts';

/** Copies the keys of the object that have these names. */
export function pick(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)));
}
