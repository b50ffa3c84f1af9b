import type { JsonObject } from '../json-object.ts';
import { isObject } from './json.ts';
import { mark } from './markers.ts';
import type { Shape } from './shape.ts';

/** The ids of the repositories whose rows `decode` needs for a stored object. */
export function embeddedRepositories(shape: Shape, stored: JsonObject): number[] {
  return [...shape.embeds].flatMap(([key, { shape: inner, isList }]) => {
    const value = stored[key];
    const items = isList && Array.isArray(value) ? value : [value];
    return items.flatMap((each: unknown) => idsOf(inner, each));
  });
}

function idsOf(shape: Shape, value: unknown): number[] {
  if (typeof value === 'number') return shape.reference === null ? [] : safe(Math.abs(value));
  if (!isObject(value)) return [];
  const own = shape.named === null ? [] : safe(value[mark.reference] ?? value.id);
  return [...own, ...embeddedRepositories(shape, value)];
}

const safe = (id: unknown): number[] => (typeof id === 'number' && Number.isSafeInteger(id) ? [id] : []);
