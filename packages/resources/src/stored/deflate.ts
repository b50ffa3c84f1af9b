import type { JsonObject } from '../json-object.ts';
import { setKey } from './json.ts';
import { mark, markerOf, toAbsent } from './markers.ts';
import type { Shape } from './shape.ts';

/** What is stored of an encoded object: without its derived keys, whose absence is recorded instead. */
export function deflate(shape: Shape, encoded: JsonObject): JsonObject {
  const stored: JsonObject = {};
  for (const key of Object.keys(encoded)) if (markerOf(encoded[key]) !== 0) setKey(stored, key, encoded[key]);
  const absent = toAbsent(shape.derivable, encoded);
  if (absent !== null) stored[mark.absent] = absent;
  return stored;
}
