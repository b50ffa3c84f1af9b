import { timestamp } from './timestamp.ts';

/** The simulated time: never backwards, in GitHub's resolution of a second. */
export interface Timekeeper {
  /** ISO 8601 without fractions: `2026-01-01T00:00:00Z`. */
  now(): string;
  /** The same instant in milliseconds since the epoch. */
  ms(): number;
  /** The current time without fixing it: it may still go back. */
  peek(): number;
  /** Sets the offset of simulated time from the clock, in milliseconds; it stands still rather than going back. */
  shift(ms: number): void;
}

/** @param clock milliseconds since the epoch, such as `Date.now`. */
export function createTimekeeper(clock: () => number): Timekeeper {
  let distance = 0;
  let latest = Number.NEGATIVE_INFINITY;
  const peek = () => Math.max(latest, clock() + distance);
  const ms = () => {
    latest = peek();
    return latest;
  };
  return {
    now: () => timestamp(ms()),
    ms,
    peek,
    shift(ms) {
      distance = ms;
    },
  };
}
