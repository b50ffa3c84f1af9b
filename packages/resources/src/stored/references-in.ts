import type { JsonObject } from '../json-object.ts';
import { isObject } from './json.ts';
import { mark } from './markers.ts';
import type { ReferenceKind, Shape } from './shape.ts';

export type ReferencedIds = Record<ReferenceKind, Set<number>>;

/** The ids that decoding an object requests, so that their rows are read together. */
export function referencesIn(
  shape: Shape,
  stored: JsonObject,
  ids: ReferencedIds = {
    accounts: new Set(),
    repositories: new Set(),
    labels: new Set(),
    milestones: new Set(),
  },
): ReferencedIds {
  for (const [key, { shape: inner, isList }] of shape.embeds) {
    const value = stored[key];
    if (isList !== Array.isArray(value)) continue;
    for (const each of [value].flat()) {
      const id = isObject(each) ? each[mark.reference] : each;
      if (typeof id === 'number' && inner.reference !== null) ids[inner.reference.to].add(Math.abs(id));
      if (isObject(each)) referencesIn(inner, each, ids);
    }
  }
  return ids;
}
