import type { JsonObject } from './json-object.ts';

/** Copies the object without some of its keys. */
export function omit(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
