import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Deletes the budgets of credentials that were not used for `days`. @returns the number of deleted budgets. */
export async function pruneGitHubBudgets(
  database: Kysely<Database>,
  { days }: { days: number },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from github_budgets where changed_at < now() - make_interval(days => ${days})
  `.execute(database);
  return Number(numAffectedRows);
}
