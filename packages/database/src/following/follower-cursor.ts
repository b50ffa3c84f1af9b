import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Where a follower of the change log notes how far it is. */
export interface FollowerCursor {
  /**
   * Gives the cursor to `follow` for as long as that runs.
   *
   * @returns false where somebody else has it just now.
   */
  hold(database: Kysely<Database>, follow: (held: HeldCursor) => Promise<void>): Promise<boolean>;
}

export interface HeldCursor {
  /** The connection to follow on: where the hold is lost with it, nothing more can be read or saved. */
  database: Kysely<Database>;
  /** The sequence number up to which everything is handled; null: nothing has been. */
  read(): Promise<number | null>;
  save(seq: number): Promise<void>;
}
