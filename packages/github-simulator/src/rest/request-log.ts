/** A request as the simulator saw it; what tests assert on. */
export interface LoggedRequest {
  /** Simulated time, ISO 8601 with milliseconds. */
  at: string;
  method: string;
  /** With its query. */
  path: string;
  /** The route's template; null where nothing is routed. */
  route: string | null;
  payer: string;
  resource: string;
  /** What it took of the primary budget: 0 for a 304 and for what is free. */
  cost: number;
  /** 0 when the connection was cut before an answer. */
  status: number;
  remaining: number;
  /** The names of the faults that met it, if any; of a change that could not be made, why. */
  fault: string | null;
  /** The limit that refused it, if any. */
  limited: string | null;
  durationMs: number;
}

/** Remembers the latest requests. */
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
