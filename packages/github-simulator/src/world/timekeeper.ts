import { timestamp } from './timestamp.ts';

/** The simulated time: never backwards, in GitHub's resolution of a second. */
export interface Timekeeper {
  /** ISO 8601 without fractions: `2026-01-01T00:00:00Z`. */
  now(): string;
  /** The same instant in milliseconds since the epoch. */
  ms(): number;
  /** The instant as it is, without telling it: it may still go back. */
  peek(): number;
  /** Sets how far simulated time is from the clock, in milliseconds; it waits rather than go back. */
  shift(ms: number): void;
}

/** @param clock milliseconds since the epoch, as `Date.now`. */
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
