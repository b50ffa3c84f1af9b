import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { type Visibility, visible } from './visible.ts';

/** An encrypted token that is used for one repository only. */
export interface OwnToken {
  repositoryId: number;
  ciphertext: Buffer;
  /** The first 12 hex digits of its SHA-256. */
  fingerprint: string;
}

/** Finds the stored tokens of single repositories, by repository. */
export async function findOwnTokens(
  database: Kysely<Database>,
  among: Visibility = { repositoryIds: null },
): Promise<OwnToken[]> {
  const { rows } = await sql<OwnToken>`
    select repository_id as "repositoryId", token as ciphertext, fingerprint
      from repository_tokens
     where ${visible(among, sql`repository_id`)}
     order by repository_id
  `.execute(database);
  return rows;
}
