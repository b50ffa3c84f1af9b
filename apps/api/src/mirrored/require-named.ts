import type { Database } from '@hubtwin/database';
import type { Representation } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import { ProblemError } from '../problem-error.ts';
import type { Wanted } from './list-of.ts';

/**
 * An empty list is no answer where what a filter names is not there.
 *
 * @throws ProblemError `not_found` where a filter names a branch or commit that the repository does not have.
 */
export async function requireNamed(
  database: Kysely<Database>,
  { repositoryFilters = {} }: Representation,
  { filters, repositoryId }: { filters: Wanted; repositoryId: number },
): Promise<void> {
  for (const [name, { is }] of Object.entries(repositoryFilters)) {
    const value = filters[name];
    if (is !== 'historyOf' || typeof value !== 'string') continue;
    const { rows } = await sql<{ isKnown: boolean }>`
      select exists (select from branches where repository_id = ${repositoryId} and name = ${value} and deleted_at is null)
          or exists (select from commits where repository_id = ${repositoryId} and sha = lower(${value}) and deleted_at is null)
          as "isKnown"
    `.execute(database);
    if (rows[0]?.isKnown !== true)
      throw new ProblemError('not_found', `There is no branch or commit ${value}.`);
  }
}
