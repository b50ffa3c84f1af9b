import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Stores the position of a follower of the change log. */
export interface FollowerCursor {
  /** Holds the cursor while `follow` runs. @returns false if another process holds it. */
  hold(database: Kysely<Database>, follow: (held: HeldCursor) => Promise<void>): Promise<boolean>;
}

export interface HeldCursor {
  /** The connection to follow on: if it is lost, nothing more can be read or saved. */
  database: Kysely<Database>;
  /** The sequence number up to which everything is handled; null: nothing yet. */
  read(): Promise<number | null>;
  save(seq: number): Promise<void>;
}
