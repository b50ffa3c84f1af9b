/** The clock of a store, estimated between its responses with this process's monotonic clock. */
export interface StoreClock {
  /** Milliseconds since the epoch; ahead of the store by at most the latency of a response. */
  now(): number;
  /** Records the time in a response that took `tookMs`. */
  record(now: number, tookMs: number): void;
}

/** A slower response may have waited in this process: it gives only a lower bound. */
const promptMs = 50;
/** A larger difference means that the clock of the store was set back, because no response is that late. */
const setBackMs = 1_000;

/** @param elapsed monotonic milliseconds. */
export function createStoreClock(elapsed: () => number): StoreClock {
  // Until the first response, the clock of this machine is the best estimate.
  let offset = Date.now() - elapsed();
  return {
    now: () => elapsed() + offset,
    record(now, tookMs) {
      const observed = now - elapsed();
      if (tookMs <= promptMs || observed > offset || offset - observed > setBackMs) offset = observed;
    },
  };
}
