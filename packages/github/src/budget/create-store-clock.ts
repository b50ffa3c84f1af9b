/** The clock of a store, estimated between its answers by this process's monotonic clock. */
export interface StoreClock {
  /** Milliseconds since the epoch; never ahead of the store, but for its answer's way back. */
  now(): number;
  /** Takes the time of an answer that took `tookMs`. */
  heard(now: number, tookMs: number): void;
}

/** An answer that took longer may have waited in this process: it says only how late it is at least. */
const promptMs = 50;
/** The clock of the store was set back, and no answer is that late. */
const setBackMs = 1_000;

/** @param elapsed monotonic milliseconds. */
export function createStoreClock(elapsed: () => number): StoreClock {
  // Until the first answer, this machine's clock is the best guess.
  let offset = Date.now() - elapsed();
  return {
    now: () => elapsed() + offset,
    heard(now, tookMs) {
      const heard = now - elapsed();
      if (tookMs <= promptMs || heard > offset || offset - heard > setBackMs) offset = heard;
    },
  };
}
