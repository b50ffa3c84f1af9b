import { z } from 'zod';
import type { JsonObject } from '../json-object.ts';

const event = z.looseObject({
  action: z.string(),
  pull_request: z.looseObject({ number: z.int32() }),
  changes: z.looseObject({ base: z.unknown().optional() }).optional(),
});

/** The number of the pull request whose head or base an event changes; null: none. */
export function changedParts(payload: JsonObject): number | null {
  const { data } = event.safeParse(payload);
  if (data === undefined) return null;
  const isChanged =
    ['opened', 'synchronize', 'reopened'].includes(data.action) || data.changes?.base !== undefined;
  return isChanged ? data.pull_request.number : null;
}
