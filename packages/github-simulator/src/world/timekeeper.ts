/** The simulated time: never backwards, in GitHub's resolution of a second. */
export interface Timekeeper {
  /** ISO 8601 without fractions: `2026-01-01T00:00:00Z`. */
  now(): string;
  /** The same instant in milliseconds since the epoch. */
  ms(): number;
  /** Sets how far simulated time is from the clock, in milliseconds; it waits rather than go back. */
  shift(ms: number): void;
}

/** @param clock milliseconds since the epoch, as `Date.now`. */
export function createTimekeeper(clock: () => number): Timekeeper {
  let distance = 0;
  let latest = Number.NEGATIVE_INFINITY;
  const ms = () => {
    latest = Math.max(latest, clock() + distance);
    return latest;
  };
  return {
    now: () => timestamp(ms()),
    ms,
    shift(ms) {
      distance = ms;
    },
  };
}

function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
