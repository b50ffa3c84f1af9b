import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';

type State = 'success' | 'failure' | 'error' | 'pending';

interface Context {
  kind: 'check_run' | 'status';
  name: string | null;
  state: State | null;
}

/** The worst state first: GitHub combines check runs and statuses to the worst of them. */
const order: readonly State[] = ['failure', 'error', 'pending', 'success'];

/** The last check run of each name and the last status of each context of a commit, and their combined state. */
export async function commitState(
  database: Kysely<Database>,
  { repositoryId, sha }: { repositoryId: number; sha: string },
) {
  const { rows: contexts } = await sql<Context>`
    select kind, name, state from hubtwin.commit_checks
     where repository_id = ${repositoryId} and sha = ${sha} order by kind, name
  `.execute(database);
  const states = new Set(contexts.map(({ state }) => state));
  return {
    sha,
    state: order.find((state) => states.has(state)) ?? null,
    total: contexts.length,
    failing: contexts.filter(({ state }) => state === 'failure' || state === 'error').length,
    pending: contexts.filter(({ state }) => state === 'pending').length,
    contexts,
  };
}
