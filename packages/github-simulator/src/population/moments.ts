import type { Random } from '../world/random.ts';

/** Increasing times in whole seconds, in milliseconds since the epoch, denser towards the end, as activity grows. */
export function* moments(random: Random, from: number, until: number, count: number): Generator<number> {
  for (let index = 0; index < count; index++) {
    const share = ((index + random.fraction()) / count) ** 0.7;
    yield Math.floor((from + (until - from) * share) / 1_000) * 1_000;
  }
}
