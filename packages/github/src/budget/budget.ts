/** The priority of a request; the headroom for higher priorities is defined in `policy.ts`. */
export type Priority = 'critical' | 'high' | 'normal' | 'low';

/** A request to be admitted under GitHub's limits. */
export interface Reservation {
  /** Identifies this request among those in flight. */
  id: string;
  /** Fingerprint of the credential whose budget is used. */
  credential: string;
  /** GitHub's rate-limit resource (`core`, `search`, `graphql` …); null if no primary limit applies. */
  resource: string | null;
  priority: Priority;
  /** Method and route template: secondary limits count the points of each. */
  endpoint: string;
  /** Points: 1 for a read, 5 for a write. */
  points: number;
  /** Whether it creates content that notifies people, for which GitHub has a separate limit. */
  createsContent: boolean;
  /** How long it counts as in flight if it is not settled, in milliseconds. */
  expiresMs: number;
}

/** Why a request has to wait. */
export type RefusalReason =
  /** GitHub demanded a pause. */
  | 'closed'
  /** Nothing is left until the reset, except headroom for higher priorities. */
  | 'exhausted'
  /** The spacing of the strategy. */
  | 'pace'
  /** The maximum of requests in flight for this priority. */
  | 'concurrency'
  /** Points per minute of the endpoint, or contents per minute or per hour. */
  | 'secondary'
  /** The remaining limit is unknown: the response to the first request will contain it. */
  | 'unknown';

export type Admission = { granted: true } | { granted: false; reason: RefusalReason; waitMs: number };

/** GitHub's headers of a primary limit. */
export interface LimitHeaders {
  limit: number;
  used: number;
  /** Time until the reset by GitHub's clock, in milliseconds. */
  resetInMs: number;
}

/** The outcome of a reserved request. */
export interface Settlement {
  id: string;
  credential: string;
  resource: string | null;
  /** `none`: the response had no rate-limit headers, as from some Enterprise Servers; null: no response. */
  headers: LimitHeaders | 'none' | null;
  /** Cost against the primary limit: 0 for a 304 and for a refusal. */
  cost: number;
  /**
   * Set if GitHub refused the request: no process uses the credential for this long. Null: at least a minute, doubled
   * each time.
   */
  closeMs?: number | null;
}

/** State of one resource of a credential. Times are milliseconds since the epoch. */
export interface BudgetState {
  credential: string;
  resource: string;
  /** Null if GitHub sends no limits. */
  limit: number | null;
  used: number;
  /** 0 if no window is open. */
  resetAt: number;
  /** When GitHub last reported it; 0 if never. */
  seenAt: number;
  inFlight: number;
  closedUntil: number;
  /** Recent usage per second, by all clients. */
  burnRate: number;
  /** The share of clients other than this fleet. */
  strangersRate: number;
}

/**
 * The budget of every credential, according to GitHub's headers: one decision before each request, one report after it.
 * All processes that share a budget see each other's requests.
 */
export interface Budget extends AsyncDisposable {
  reserve(reservation: Reservation): Promise<Admission>;
  /** Resolves when this process has applied it; if it closes a credential, when every process can read it. */
  settle(settlement: Settlement): Promise<void>;
  /** The state of all credentials, in no particular order. */
  read(): Promise<BudgetState[]>;
}
