import type { Database } from '@hubtwin/database';
import type { Transaction } from 'kysely';

/** Stores more in the same transaction. If it throws, the transaction is rolled back. */
export type AlsoStore<Stored> = (transaction: Transaction<Database>, stored: Stored) => Promise<void>;
