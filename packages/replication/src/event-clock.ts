import type { JsonObject } from '@hubtwin/database';
import { toClock } from './github-types.ts';

const times = ['updated_at', 'completed_at', 'started_at', 'published_at', 'pushed_at', 'created_at'];

/**
 * The newest time that a payload speaks of: GitHub puts no time on an event itself, but what happened
 * did not happen before it. '' when it speaks of none.
 */
export function eventClock(payload: JsonObject): string {
  let newest = toClock(payload.starred_at);
  for (const value of Object.values(payload)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    for (const name of times) {
      const clock = toClock((value as JsonObject)[name]);
      if (clock > newest) newest = clock;
    }
  }
  return newest;
}
