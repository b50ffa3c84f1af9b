import { isJsonObject } from '@hubtwin/json';
import { type JsonObject, toClock } from '@hubtwin/resources';

const times = ['updated_at', 'completed_at', 'started_at', 'published_at', 'pushed_at', 'created_at'];

/**
 * The newest time in a payload: GitHub's events have no time of their own, but cannot be older than what they
 * contain. '' if there is none.
 *
 * @param latest a clock; later times are ignored, such as the date that a user gave a commit.
 */
export function eventClock(payload: JsonObject, latest: string): string {
  let newest = '';
  const look = (clock: string) => {
    if (clock > newest && clock <= latest) newest = clock;
  };
  look(toClock(payload.starred_at));
  for (const value of Object.values(payload)) {
    if (!isJsonObject(value)) continue;
    for (const name of times) look(toClock(value[name]));
  }
  return newest;
}
