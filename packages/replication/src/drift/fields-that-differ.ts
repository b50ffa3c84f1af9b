import { isDeepStrictEqual } from 'node:util';
import type { Observation } from '@hubtwin/database';
import { encode, type JsonObject, omit, type ResourceDefinition } from '@hubtwin/resources';

/** A recent change may still be in transit: that is lag, not drift. */
const settlesAfterMs = 10 * 60_000;

/**
 * Finds the columns with different values in the stored object and GitHub's answer; `deleted_at` if GitHub does not
 * find the object any more. Columns that change without a version are excluded.
 */
export function fieldsThatDiffer(
  definition: ResourceDefinition,
  { raw }: { raw: JsonObject },
  seen: Observation,
): string[] {
  if (seen.isDeleted === true || seen.refetchReason === 'missing') return ['deleted_at'];
  const changedAt = Date.parse(definition.clockOf(seen.raw));
  if (Date.now() - changedAt < settlesAfterMs) return [];
  const columns = (value: JsonObject) => definition.columns(omit(value, definition.volatile ?? []));
  const { shape } = definition;
  const [ours, theirs] = [columns(raw), columns(shape === undefined ? seen.raw : encode(shape, seen.raw))];
  return Object.keys(theirs).filter(
    (name) =>
      ours[name] !== undefined && theirs[name] !== undefined && !isDeepStrictEqual(ours[name], theirs[name]),
  );
}
