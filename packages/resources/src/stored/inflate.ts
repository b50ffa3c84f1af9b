import type { JsonObject } from '../json-object.ts';
import { setKey } from './json.ts';
import { derived, mark, readAbsent } from './markers.ts';
import type { Shape } from './shape.ts';

/** The inverse of `deflate`: each key that was observed is present. */
export function inflate(shape: Shape, stored: JsonObject): JsonObject {
  const encoded: JsonObject = {};
  for (const key of Object.keys(stored)) if (key !== mark.absent) setKey(encoded, key, stored[key]);
  const has = readAbsent(stored[mark.absent]);
  for (const key of shape.derivable) if (!Object.hasOwn(stored, key) && has(key)) encoded[key] = derived;
  return encoded;
}
