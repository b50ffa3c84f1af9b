import { type Database, findOwnTokens, type Visibility } from '@hubtwin/database';
import type { SealedToken } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { repositoryTokenPlace } from './places.ts';

/** The tokens of repositories' own, as requests are sent with them. */
export async function ownTokens(database: Kysely<Database>, among: Visibility): Promise<SealedToken[]> {
  const tokens = await findOwnTokens(database, among);
  return tokens.map(({ repositoryId, ciphertext, fingerprint }) => ({
    ciphertext,
    fingerprint,
    place: repositoryTokenPlace(repositoryId),
  }));
}
