/** The requests to stop that a process receives. */
export interface StopRequests {
  /** Aborted at the first SIGTERM, SIGINT or SIGHUP, or when the process that started this one has ended. */
  requested: AbortSignal;
  /** Aborted when a stop is requested again: whoever waits for it no longer wants to. */
  repeated: AbortSignal;
}

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * One request may arrive several times: a terminal signals the whole process group, and npm forwards what it receives.
 * Signals that arrive within this time after the first belong to it.
 */
const sameRequestMs = 2_000;

/** Takes over the signals that end a process by default, from now on and for good. */
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
  // Started with a channel whose other end is closed already.
  else if (process.send !== undefined) request();
  return { requested: requested.signal, repeated: repeated.signal };
}
