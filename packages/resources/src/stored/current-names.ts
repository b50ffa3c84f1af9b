import type { JsonObject } from '../json-object.ts';
import type { Facts } from './facts.ts';
import { isObject } from './json.ts';
import type { Shape } from './shape.ts';

const names = ['name', 'full_name', 'url', 'html_url'] as const;
const ownerKeys = ['login', 'id', 'node_id', 'avatar_url', 'html_url', 'type'] as const;

/**
 * A stored repository that another object embeds, such as the fork of a pull request, with the names of its own row.
 * A row that is older than the embedded copy does not replace its names.
 */
export function withCurrentNames(shape: Shape, stored: JsonObject, facts: Facts): JsonObject {
  const { id, updated_at: embeddedAt } = stored;
  if (shape.named === null || typeof id !== 'number') return stored;
  const row = facts.repository(id);
  if (row === null || typeof row[shape.named] !== 'string') return stored;
  if (isTime(row.updated_at) && isTime(embeddedAt) && row.updated_at < embeddedAt) return stored;
  const { owner } = stored;
  const renamed = { ...stored, ...replaced(stored, row, names) };
  if (isObject(owner) && isObject(row.owner))
    renamed.owner = { ...owner, ...replaced(owner, row.owner, ownerKeys) };
  return renamed;
}

/** As GitHub formats times, in UTC, so that they are ordered as texts. */
const isTime = (value: unknown): value is string => typeof value === 'string' && value.endsWith('Z');

/** Keys that are derived are not replaced, since they follow from the others. */
function replaced(stored: JsonObject, row: JsonObject, keys: readonly string[]): JsonObject {
  const isBoth = (key: string) =>
    Object.hasOwn(stored, key) && typeof stored[key] === typeof row[key] && !isObject(stored[key]);
  return Object.fromEntries(keys.filter(isBoth).map((key) => [key, row[key]]));
}
