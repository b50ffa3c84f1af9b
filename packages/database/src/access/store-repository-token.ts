import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Stores the encrypted token of a repository; null removes it. Appends to the change log where the repository got or
 * lost its token.
 */
export async function storeRepositoryToken(
  database: Kysely<Database>,
  repositoryId: number,
  stored: { token: Buffer; fingerprint: string } | null,
): Promise<void> {
  const written =
    stored === null
      ? sql`delete from repository_tokens where repository_id = ${repositoryId} returning repository_id`
      : sql`insert into repository_tokens (repository_id, token, fingerprint)
            values (${repositoryId}, ${stored.token}, ${stored.fingerprint})
            on conflict (repository_id) do update
              set token = excluded.token, fingerprint = excluded.fingerprint, updated_at = now(), used_on = null
            returning repository_id`;
  await database.transaction().execute(async (transaction) => {
    await sql`
      with locked as (select 1 from repositories where id = ${repositoryId} for update)
      select changes_fence() from (select count(*) from locked) as locked
    `.execute(transaction);
    await sql`
      with before as (
        select exists (select from repository_tokens where repository_id = ${repositoryId}) as had
      ), written as (${written})
      insert into changes (resource, key, kind, repository_id, fields, source)
      select 'repositories', ${`${repositoryId}`}, 'updated', repository_id,
             jsonb_build_object('has_own_token', jsonb_build_object('from', had, 'to', ${stored !== null}::boolean)), 'api'
        from before, written
       where had is distinct from ${stored !== null}
    `.execute(transaction);
  });
}
