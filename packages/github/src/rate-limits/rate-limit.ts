/** A report on one resource of a credential: GitHub's values, and those of the fleet. */
export interface RateLimit {
  /** Fingerprint of the credential. */
  credential: string;
  /** GitHub's rate-limit resource. */
  resource: string;
  /** Null if GitHub sends no limits, or has not yet. */
  limit: number | null;
  used: number;
  /** Null if no window is open. */
  resetAt: Date | null;
  /** Until when GitHub demands a pause; null if it does not. */
  closedUntil: Date | null;
  /** Null if unknown. */
  inFlight: number | null;
  /** Recent usage per second, by all clients; null if unknown. */
  burnRate: number | null;
  /** When GitHub reported it. */
  seenAt: Date;
}
