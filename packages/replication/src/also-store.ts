import type { Database } from '@hubtwin/database';
import type { Transaction } from 'kysely';

/** Stores what has to be committed together with something else. What it throws rolls that back. */
export type AlsoStore<Stored> = (transaction: Transaction<Database>, stored: Stored) => Promise<void>;
