/** The rate limit of one credential's resource at one time. */
export interface RateLimitSample {
  /** Fingerprint: the first 12 hex digits of a SHA-256. */
  credential: string;
  /** GitHub's rate-limit resource. */
  resource: string;
  /** Null if GitHub reported none. */
  limit: number | null;
  used: number;
  /** Null where no window was open. */
  resetAt: Date | null;
  /** Null if requests were not blocked. */
  closedUntil: Date | null;
  /** Null where unknown. */
  inFlight: number | null;
  /** Requests per second of all processes; null where unknown. */
  burnRate: number | null;
  /** When GitHub reported it. */
  seenAt: Date;
}
