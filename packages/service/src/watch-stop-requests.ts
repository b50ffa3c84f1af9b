/** The stop requests that a process receives. */
export interface StopRequests {
  /** Aborted at the first SIGTERM, SIGINT or SIGHUP, or when the parent process has ended. */
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
  const request = () => {
    if (requested.signal.aborted) return false;
    requestedAt = performance.now();
    requested.abort();
    return true;
  };
  const receive = () => {
    if (!request() && performance.now() - requestedAt > sameRequestMs) repeated.abort();
  };
  for (const signal of signals) process.on(signal, receive);
  if (process.connected) process.once('disconnect', request);
  // The channel was closed before this process started.
  else if (process.send !== undefined) request();
  return { requested: requested.signal, repeated: repeated.signal };
}
