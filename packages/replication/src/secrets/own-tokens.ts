import { type Database, findOwnTokens, type Visibility } from '@hubtwin/database';
import type { EncryptedToken } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { repositoryTokenPlace } from './places.ts';

/** The repositories' own tokens, in the form for requests. */
export async function ownTokens(database: Kysely<Database>, among: Visibility): Promise<EncryptedToken[]> {
  const tokens = await findOwnTokens(database, among);
  return tokens.map(({ repositoryId, ciphertext, fingerprint }) => ({
    ciphertext,
    fingerprint,
    place: repositoryTokenPlace(repositoryId),
  }));
}
