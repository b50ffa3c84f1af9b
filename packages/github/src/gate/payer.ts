import type { Credential } from '../credentials/credential.ts';

/** Whose budget a request may spend: any one of these credentials. */
export interface Payer {
  /** Tells its lanes from others'. */
  id: string;
  credentials: readonly Credential[];
}
