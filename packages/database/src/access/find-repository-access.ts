import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { utcDay } from './record-token-uses.ts';

/** The name and the credential to request a repository with. */
export interface RepositoryAccess {
  repositoryId: number;
  owner: string;
  repo: string;
  /** An installation that can access it; null where none is known. */
  installationId: number | null;
  /** Its own token, encrypted; null where it has none. */
  ownToken: { ciphertext: Buffer; fingerprint: string; isUsedToday: boolean } | null;
  /**
   * When GitHub last returned this name for the id; null: never, or another repository is stored under the same name.
   */
  namedAt: Date | null;
  isDeleted: boolean;
}

interface AccessRow {
  id: number;
  full_name: string;
  installation_id: number | null;
  token: Buffer | null;
  fingerprint: string | null;
  is_used_today: boolean;
  named_at: Date | null;
  is_deleted: boolean;
}

/**
 * Finds the repositories that are stored and tracked.
 *
 * @param options `isDeletedToo`: includes deleted ones, to check on GitHub that they are deleted; default: no.
 */
export async function findRepositoryAccess(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
  { isDeletedToo = false }: { isDeletedToo?: boolean } = {},
): Promise<RepositoryAccess[]> {
  if (repositoryIds.length === 0) return [];
  const { rows } = await sql<AccessRow>`
    select r.id, r.full_name, link.installation_id, t.token, t.fingerprint,
           t.used_on is not distinct from ${utcDay} as is_used_today, r.deleted_at is not null as is_deleted,
           case when lower(r.confirmed_name) = lower(r.full_name) and not exists (
             select from repositories as other
              where lower(other.full_name) = lower(r.full_name) and other.id <> r.id and other.deleted_at is null)
           then r.confirmed_at end as named_at
      from repositories as r
      left join repository_tokens as t on t.repository_id = r.id
      left join lateral (
        select ir.installation_id
          from installation_repositories as ir
          join installations as i on i.id = ir.installation_id
         where ir.repository_id = r.id and ir.deleted_at is null
           and i.deleted_at is null and i.suspended_at is null
         -- After a transfer the newest one has access.
         order by ir.synced_at desc, ir.installation_id desc
         limit 1
      ) as link on true
     where r.id = any (${[...repositoryIds]}::bigint[]) and (${isDeletedToo} or r.deleted_at is null) and r.untracked_at is null
       and r.full_name is not null
  `.execute(database);
  return rows.map(({ id, full_name, installation_id, token, fingerprint, is_used_today, ...row }) => {
    const [owner = '', repo = ''] = full_name.split('/');
    const ownToken =
      token === null || fingerprint === null
        ? null
        : { ciphertext: token, fingerprint, isUsedToday: is_used_today };
    const { named_at: namedAt, is_deleted: isDeleted } = row;
    return { repositoryId: id, owner, repo, installationId: installation_id, ownToken, namedAt, isDeleted };
  });
}
