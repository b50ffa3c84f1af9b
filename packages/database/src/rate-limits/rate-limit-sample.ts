/** What was known of one credential's resource. */
export interface RateLimitSample {
  /** Fingerprint: the first 12 hex digits of a SHA-256. */
  credential: string;
  /** GitHub's rate-limit resource. */
  resource: string;
  /** Null where GitHub told none. */
  limit: number | null;
  used: number;
  /** Null where no window was open. */
  resetAt: Date | null;
  /** Null where the credential was open. */
  closedUntil: Date | null;
  /** Null where that was not known. */
  inFlight: number | null;
  /** Requests a second, everybody's together; null where that was not known. */
  burnRate: number | null;
  /** When GitHub told it. */
  seenAt: Date;
}
