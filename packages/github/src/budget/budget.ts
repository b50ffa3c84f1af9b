/** How urgent a request is; what the budget keeps back for the more urgent ones is in `policy.ts`. */
export type Priority = 'critical' | 'high' | 'normal' | 'low';

/** Who wants to send what, as far as GitHub's limits are concerned. */
export interface Reservation {
  /** Names this request among those in flight. */
  id: string;
  /** Fingerprint of whose budget is spent. */
  credential: string;
  /** GitHub's rate-limit resource (`core`, `search`, `graphql` …); null for what is free of primary limits. */
  resource: string | null;
  priority: Priority;
  /** Method and route template: secondary limits count the points of each. */
  endpoint: string;
  /** What it weighs: 1 for a read, 5 for a write. */
  points: number;
  /** Whether it creates content that notifies people, which GitHub limits on its own. */
  createsContent: boolean;
  /** How long it counts as in flight when nobody settles it, in milliseconds. */
  expiresMs: number;
}

/** Why a request has to wait. */
export type RefusalReason =
  /** GitHub told us to stay away. */
  | 'closed'
  /** Nothing, or only what is kept for more urgent requests, is left until the reset. */
  | 'exhausted'
  /** The strategy's spacing. */
  | 'pace'
  /** As many are in flight as this priority may have. */
  | 'concurrency'
  /** Points a minute of the endpoint, or contents a minute or an hour. */
  | 'secondary'
  /** Nobody knows yet what is left: the answer to the first request will say. */
  | 'unknown';

export type Admission = { granted: true } | { granted: false; reason: RefusalReason; waitMs: number };

/** What GitHub said about a primary limit. */
export interface LimitHeaders {
  limit: number;
  used: number;
  /** Until the reset by GitHub's own clock, in milliseconds. */
  resetInMs: number;
}

/** How a reserved request ended. */
export interface Settlement {
  id: string;
  credential: string;
  resource: string | null;
  /** `none`: it was answered without rate-limit headers, as an Enterprise Server may; null: never answered. */
  headers: LimitHeaders | 'none' | null;
  /** What it took of the primary budget: 0 for a 304 and for what was refused. */
  cost: number;
  /** Set when GitHub refused: nobody uses the credential for this long. Null: at least a minute, doubled each time. */
  closeMs?: number | null;
}

/** What is known of one credential's resource. Times are milliseconds since the epoch. */
export interface BudgetState {
  credential: string;
  resource: string;
  /** Null where GitHub sends no limits. */
  limit: number | null;
  used: number;
  /** 0 where no window is open. */
  resetAt: number;
  /** When GitHub last told of it; 0 where it has not. */
  seenAt: number;
  inFlight: number;
  closedUntil: number;
  /** Requests a second lately, everybody's together. */
  burnRate: number;
  /** Of these, what others than this fleet spend. */
  strangersRate: number;
}

/**
 * The budget of every credential, as GitHub's headers tell it: one decision before each request, one report
 * after it. All processes that share a budget see each other's requests.
 */
export interface Budget extends AsyncDisposable {
  reserve(reservation: Reservation): Promise<Admission>;
  /** Resolves when this process knows, and what closes a credential when every process does. */
  settle(settlement: Settlement): Promise<void>;
  /** Everything known, in no order. */
  read(): Promise<BudgetState[]>;
}
