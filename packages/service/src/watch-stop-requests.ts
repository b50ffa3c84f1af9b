/** The stop requests that a process receives. */
export interface StopRequests {
  /** Aborted at the first SIGTERM, SIGINT or SIGHUP; `runProcess` sends one when the parent process has ended. */
  requested: AbortSignal;
  /** Aborted when a stop is requested again, and the process should no longer drain. */
  repeated: AbortSignal;
}

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * One request may arrive several times: a terminal signals the whole process group, and npm forwards what it receives.
 * Signals that arrive within this time after the first belong to it.
 */
const sameRequestMs = 2_000;

/** Replaces the default handlers of the signals permanently. */
export function watchStopRequests(): StopRequests {
  const requested = new AbortController();
  const repeated = new AbortController();
  let requestedAt = 0;
  const receive = () => {
    if (!requested.signal.aborted) {
      requestedAt = performance.now();
      requested.abort();
    } else if (performance.now() - requestedAt > sameRequestMs) repeated.abort();
  };
  for (const signal of signals) process.on(signal, receive);
  return { requested: requested.signal, repeated: repeated.signal };
}
