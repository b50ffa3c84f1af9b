/** A request as the simulator received it, for assertions of tests. */
export interface LoggedRequest {
  /** Simulated time, ISO 8601 with milliseconds. */
  at: string;
  method: string;
  /** Includes the query. */
  path: string;
  /** The route's template; null if none matches. */
  route: string | null;
  payer: string;
  resource: string;
  /** Cost against the primary limit: 0 for a 304 and for free requests. */
  cost: number;
  /** 0 if the connection was closed before a response. */
  status: number;
  remaining: number;
  /** The names of the faults that applied to it, if any; for a change that failed, the reason. */
  fault: string | null;
  /** The limit that refused it, if any. */
  limited: string | null;
  durationMs: number;
}

/** Stores the latest requests. */
export interface RequestLog {
  add(request: LoggedRequest): void;
  /** Oldest first. */
  list(
    filter?: Partial<Pick<LoggedRequest, 'method' | 'route' | 'payer' | 'status' | 'resource'>>,
  ): LoggedRequest[];
  clear(): void;
}

export function createRequestLog({ keep = 100_000 }: { keep?: number } = {}): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    add(request) {
      requests.push(request);
      if (requests.length >= 2 * keep) requests = requests.slice(-keep);
    },
    list(filter = {}) {
      const wanted = Object.entries(filter);
      return requests
        .slice(-keep)
        .filter((request) => wanted.every(([name, value]) => Reflect.get(request, name) === value));
    },
    clear() {
      requests = [];
    },
  };
}
