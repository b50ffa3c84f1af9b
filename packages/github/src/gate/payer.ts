import type { Credential } from '../credentials/credential.ts';

/** Whose budget a request may spend. */
export interface Payer {
  /** Names its concurrency groups. */
  id: string;
  /**
   * Credentials of the same right beside each other, preferred ones first: the next tier serves where GitHub refuses all
   * of one, or their limits are used up.
   */
  tiers: readonly (readonly Credential[])[];
}
