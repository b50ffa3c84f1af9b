import { type Database, type Observation, storeObservations } from '@hubtwin/database';
import { observeFetched } from '@hubtwin/replication';
import { resources } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { readList } from '../github/read-list.ts';

export interface FillOptions {
  database: Kysely<Database>;
  /** URL of GitHub. */
  url: string;
  /** Tokens of different users, because GitHub limits each user to 5,000 requests per hour. */
  tokens: readonly string[];
}

const atOnce = 8;
/** The resources that a probe compares. */
const looked = [
  ...['branches', 'tags', 'labels', 'milestones', 'releases', 'issues', 'pull_requests'],
  ...['issue_comments', 'workflow_runs'],
];
const definitions = resources.filter(({ name }) => looked.includes(name));
const repositories = resources.find(({ name }) => name === 'repositories');

/**
 * Fills the twin of an organisation's repositories as far as a probe compares, without the twelve requests of an import
 * for each, in order.
 *
 * @returns the repositories.
 */
export async function fillTwin({
  database,
  url,
  tokens,
}: FillOptions): Promise<{ id: number; name: string }[]> {
  const [token = ''] = tokens;
  const requestedAt = new Date();
  const listed = await readList(`${url}/orgs/demo-org/repos?per_page=100`, token);
  const left = listed.map((value, index) => ({ value, token: tokens[index % tokens.length] ?? token }));
  async function work(): Promise<void> {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const observations = await observe(url, next, requestedAt);
      await storeObservations(database, observations);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  const filled = await database
    .updateTable('repositories')
    .set({ last_synced_at: new Date() })
    .returning(['id', 'name'])
    .execute();
  return filled.map(({ id, name }) => ({ id, name: name ?? '' }));
}

async function observe(
  url: string,
  { value, token }: { value: unknown; token: string },
  requestedAt: Date,
): Promise<Observation[]> {
  if (repositories === undefined) throw new Error('repositories are not mirrored');
  const origin = { source: 'import', requestedAt } as const;
  const repository = observeFetched(repositories, value, { ...origin, repositoryId: null });
  const { repositoryId, raw } = repository;
  const observations = [repository];
  for (const definition of definitions) {
    const { route = '', query = {}, omits } = definition.list ?? {};
    const path = route.replace('GET ', '').replace('{owner}/{repo}', String(raw.full_name));
    const parameters = new URLSearchParams({ per_page: '100', ...query });
    const items = await readList(`${url}${path}?${parameters}`, token);
    const own = items.filter((item) => omits?.(Object(item)) !== true);
    observations.push(...own.map((item) => observeFetched(definition, item, { ...origin, repositoryId })));
  }
  return observations;
}
