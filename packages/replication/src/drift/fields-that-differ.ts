import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, Observation } from '@hubtwin/database';
import type { ResourceDefinition } from '../define-resource.ts';
import { omit } from '../omit.ts';

/** What changed a moment ago may be on its way still: that is lag, and no drift. */
const settlesAfterMs = 10 * 60_000;

/**
 * The columns of which both what is stored and GitHub's answer know the value, and not the same one; `deleted_at`
 * where GitHub does not find the object any more. What changes without a version is left out.
 */
export function fieldsThatDiffer(
  definition: ResourceDefinition,
  { raw }: { raw: JsonObject },
  seen: Observation,
): string[] {
  if (seen.gone === true || seen.doubt === 'missing') return ['deleted_at'];
  const changedAt = Date.parse(definition.clockOf(seen.raw));
  if (Date.now() - changedAt < settlesAfterMs) return [];
  const columns = (value: JsonObject) => definition.columns(omit(value, definition.volatile ?? []));
  const [ours, theirs] = [columns(raw), columns(seen.raw)];
  return Object.keys(theirs).filter(
    (name) =>
      ours[name] !== undefined && theirs[name] !== undefined && !isDeepStrictEqual(ours[name], theirs[name]),
  );
}
