import type { Credential } from '../credentials/credential.ts';

/** The credentials that a request may use. */
export interface Payer {
  /** Identifies its concurrency groups. */
  id: string;
  /**
   * Credentials with equal rights are in one tier, preferred tiers first: the next tier is used if GitHub refuses all
   * of one, or their limits are exhausted.
   */
  tiers: readonly (readonly Credential[])[];
}
