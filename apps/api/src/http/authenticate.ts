import { createHash, timingSafeEqual } from 'node:crypto';
import type { Scope } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { ProblemError } from '../problem-error.ts';
import type { Access } from '../queries/access.ts';
import { useApiKey } from '../queries/use-api-key.ts';

/** Finds out what the caller may do; the argument is the header `Authorization`. */
export type Authenticate = (authorization: string | undefined, scope: Scope) => Promise<Access>;

const bearer = /^Bearer +(htk_[A-Za-z0-9_-]{16,200})$/i;
const everyScope: ReadonlySet<string> = new Set<Scope>(['read', 'write', 'admin']);

/** Keys are compared and looked up by their hash, so that neither time nor an index tells of them. */
export function createAuthenticator(options: {
  database: Kysely<Database>;
  adminKey: string | undefined;
}): Authenticate {
  const { database, adminKey } = options;
  const adminHash = adminKey === undefined ? null : hash(adminKey);

  const accessOf = async (key: string): Promise<Access | null> => {
    const keyHash = hash(key);
    if (adminHash !== null && timingSafeEqual(keyHash, adminHash)) {
      return { scopes: everyScope, repositoryIds: null };
    }
    return await useApiKey(database, keyHash);
  };

  return async (authorization, scope) => {
    const [, key] = bearer.exec(authorization ?? '') ?? [];
    const access = key === undefined ? null : await accessOf(key);
    if (access === null) {
      const detail = 'Send a valid API key: Authorization: Bearer htk_…';
      throw new ProblemError('unauthenticated', detail, {
        headers: { 'WWW-Authenticate': 'Bearer realm="hubtwin"' },
      });
    }
    if (!access.scopes.has(scope)) {
      throw new ProblemError('missing_scope', `The API key lacks the scope ${scope}.`, {
        headers: {
          'WWW-Authenticate': `Bearer realm="hubtwin", error="insufficient_scope", scope="${scope}"`,
        },
      });
    }
    return access;
  };
}

function hash(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
