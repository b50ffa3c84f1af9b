import { type Database, type Observation, storeObservations } from '@hubtwin/database';
import type { RunningSimulator } from '@hubtwin/github-simulator';
import { observeFetched } from '@hubtwin/replication';
import { resources } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';

type Running = Pick<RunningSimulator, 'simulator' | 'rest' | 'url'>;
type Repository = NonNullable<ReturnType<Running['simulator']['world']['repositories']['get']>>;

/** The lists that a probe compares, and how long they are. */
const compared: Record<string, (repository: Repository) => number> = {
  branches: ({ branches }) => branches.size,
  labels: ({ labels }) => labels.size,
  milestones: ({ milestones }) => milestones.size,
  releases: ({ releases }) => releases.size,
  tags: ({ tags }) => tags.size,
  issue_comments: ({ comments }) => comments.size,
  issues: ({ issues }) => issues.size,
  pull_requests: ({ pullRequests }) => pullRequests.size,
  workflow_runs: ({ runs }) => runs.size,
  deployments: ({ deployments }) => deployments.size,
};
const ofHeads = resources.flatMap(({ list, ...definition }) =>
  list?.ofHeads === undefined ? [] : [{ definition: { ...definition, list }, of: list.ofHeads }],
);
const definitions = resources.filter(({ name }) => Object.hasOwn(compared, name));
/** Each lists a part, as GitHub limits what one person requests in a minute. */
const members = ['bram-visser', 'chiara-conti', 'dmitri-volkov', 'emi-tanaka', 'farid-haddad'];
/** Repositories that are stored in one go. */
const groupSize = 25;
const perPage = 100;

/**
 * Stores what a probe compares of the demo organisation's repositories, which are stored already: as an import would have
 * an hour ago, without the client and its budget, and without requests for lists that are empty.
 */
export async function fillTwin(
  { simulator: { world }, rest, url }: Running,
  database: Kysely<Database>,
): Promise<void> {
  const all = [...world.repositories.values()].filter(({ owner }) => owner.id === world.organisation.id);
  const tokens = members.map((login) => rest.credentials.createPersonalToken({ login }));
  const requestedAt = new Date();

  async function observe(repository: Repository, token: string): Promise<Observation[]> {
    const repositoryId = repository.id;
    const origin = { repositoryId, source: 'import', requestedAt } as const;
    const lists = definitions.map(async (definition) => {
      const length = compared[definition.name]?.(repository) ?? 0;
      const { route = '', query = {}, omits } = definition.list ?? {};
      const path = route
        .replace('GET ', '')
        .replace('{owner}/{repo}', `${world.organisation.login}/${repository.name}`);
      if (length > perPage) throw new Error(`${path} has more than a page`);
      if (length === 0) return [];
      const parameters = new URLSearchParams({ per_page: `${perPage}`, ...query });
      const response = await fetch(`${url}${path}?${parameters}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const items = itemsOf(await response.json());
      if (!response.ok || items === undefined) throw new Error(`${path}: ${response.status}`);
      return items
        .filter((item) => omits?.(Object(item)) !== true)
        .map((item) => observeFetched(definition, item, origin));
    });
    const heads = new Set([
      ...repository.branches.values().map(({ head }) => head.sha),
      ...repository.pullRequests.values().flatMap(({ state, head }) => (state === 'open' ? [head.sha] : [])),
    ]);
    // Nothing but runs of workflows checks them.
    const checked = repository.runs.size === 0 ? [] : [...heads];
    const checks = checked.flatMap((sha) =>
      ofHeads.map(async ({ definition, of }) => {
        const path = definition.list.route
          .replace('GET ', '')
          .replace('{owner}/{repo}', `${world.organisation.login}/${repository.name}`)
          .replace(`{${of.parameter}}`, sha);
        const parameters = new URLSearchParams({ per_page: `${perPage}`, ...definition.list.query });
        const response = await fetch(`${url}${path}?${parameters}`, {
          headers: { authorization: `Bearer ${token}` },
        });
        const items = itemsOf(await response.json());
        if (!response.ok || items === undefined) throw new Error(`${path}: ${response.status}`);
        return items.map((item) => observeFetched(definition, item, origin));
      }),
    );
    return (await Promise.all([...lists, ...checks])).flat();
  }

  const groups = Array.from({ length: Math.ceil(all.length / groupSize) }, (_, nth) =>
    all.slice(nth * groupSize, (nth + 1) * groupSize),
  );
  const left = [...groups.entries()];
  async function work(): Promise<void> {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [nth, group] = next;
      const token = tokens[nth % tokens.length] ?? '';
      const observed = await Promise.all(group.map((repository) => observe(repository, token)));
      await storeObservations(database, observed.flat());
    }
  }
  await Promise.all([work(), work(), work()]);
  // Runners were listed as well, and there are none.
  await sql`
    insert into repository_lists (repository_id, resource, read_until)
    select r.id, l.name, ${requestedAt}::timestamptz
      from repositories as r cross join unnest(${[...Object.keys(compared), 'runners']}::text[]) as l(name)
  `.execute(database);
  await sql`update repositories set last_synced_at = ${requestedAt}::timestamptz - interval '1 hour'`.execute(
    database,
  );
}

/** Of a list that may be wrapped, as that of runs is. */
const itemsOf = (body: unknown): unknown[] | undefined =>
  Array.isArray(body) ? body : Object.values(Object(body)).find((value) => Array.isArray(value));
