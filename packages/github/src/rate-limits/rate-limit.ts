/** One word on a credential's resource: what GitHub told of it, and what the fleet knows besides. */
export interface RateLimit {
  /** Fingerprint of whose budget it is. */
  credential: string;
  /** GitHub's rate-limit resource. */
  resource: string;
  /** Null where GitHub sends no limits, or has not yet. */
  limit: number | null;
  used: number;
  /** Null where no window is open. */
  resetAt: Date | null;
  /** Until when nobody uses the credential, by GitHub's word; null where it is open. */
  closedUntil: Date | null;
  /** Null where that is not known. */
  inFlight: number | null;
  /** Requests a second lately, everybody's together; null where that is not known. */
  burnRate: number | null;
  /** When GitHub told it. */
  seenAt: Date;
}
