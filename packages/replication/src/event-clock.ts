import type { JsonObject } from '@hubtwin/database';
import { toClock } from './github-types.ts';

const times = ['updated_at', 'completed_at', 'started_at', 'published_at', 'pushed_at', 'created_at'];

/**
 * The newest time that a payload speaks of: GitHub puts no time on an event itself, but what happened
 * did not happen before it. '' when it speaks of none.
 *
 * @param latest a clock; what is later did not happen yet, such as the date that somebody gave a commit.
 */
export function eventClock(payload: JsonObject, latest: string): string {
  let newest = '';
  const look = (clock: string) => {
    if (clock > newest && clock <= latest) newest = clock;
  };
  look(toClock(payload.starred_at));
  for (const value of Object.values(payload)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    for (const name of times) look(toClock((value as JsonObject)[name]));
  }
  return newest;
}
