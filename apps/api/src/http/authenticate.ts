import { createHash, timingSafeEqual } from 'node:crypto';
import type { Scope } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import type { AuditLog } from '../audit/create-audit-log.ts';
import type { Access } from '../queries/access.ts';
import { useApiKey } from '../queries/use-api-key.ts';

/** Looks up an API key; null if it is not valid. It is read at each request, so a revocation takes effect at once. */
export type Authenticate = (key: string) => Promise<Access | null>;

const bearer = /^Bearer +(htk_[A-Za-z0-9_-]{16,200})$/i;

/** The API key in the header `Authorization`, if it has the form of one. */
export const bearerKey = (authorization: string | undefined): string | undefined =>
  bearer.exec(authorization ?? '')?.[1];

const admin: Access = {
  scopes: new Set<Scope>(['read', 'write', 'admin']),
  repositoryIds: null,
  keyId: 0,
  actor: 'admin',
  name: null,
};

/** Keys are compared and looked up by their hash, so that neither timing nor an index reveals them. */
export function createAuthenticator(options: {
  database: Kysely<Database>;
  adminKey: string | undefined;
  audit: Pick<AuditLog, 'record'>;
}): Authenticate {
  const { database, adminKey, audit } = options;
  const adminHash = adminKey === undefined ? null : hash(adminKey);
  let adminUsedOn = '';

  return async (key) => {
    const keyHash = hash(key);
    if (adminHash !== null && timingSafeEqual(keyHash, adminHash)) {
      const today = new Date().toISOString().slice(0, 10);
      if (adminUsedOn !== today) audit.record(firstUseOf(admin, 'HUBTWIN_ADMIN_KEY'));
      adminUsedOn = today;
      return admin;
    }
    const used = await useApiKey(database, keyHash);
    if (used?.isFirstUse === true) {
      audit.record(firstUseOf(used.access, `/api/v1/api-keys/${used.access.keyId}`));
    }
    return used?.access ?? null;
  };
}

const firstUseOf = ({ actor, name }: Access, resource: string) => ({
  actor,
  actorName: name,
  action: 'api_key.used',
  resource,
  outcome: 'succeeded' as const,
  status: null,
  requestId: null,
  address: null,
  details: null,
});

function hash(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
