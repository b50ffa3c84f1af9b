import { populateOrganisation, type RunningSimulator, startSimulator } from '@hubtwin/github-simulator';
import { keepOwner, listInstallation, syncRepository } from '@hubtwin/replication';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { probeJob } from '../src/jobs/probe.ts';
import { fillTwin } from './fill-twin.ts';
import { startWorker, type TestWorker } from './start-worker.ts';

const by = 'ada-okafor';
const repositories = 1_000;
/** Some are of an ordinary size: their objects are compared one by one. The others have what every repository has. */
const ordinary = 10;
const sizes = {
  ...{ commits: 20, issues: 20, pullRequests: 10, runs: 20, branches: 3 },
  ...{ labels: 5, milestones: 2, releases: 3 },
};
const { signal } = new AbortController();

let owned: AsyncDisposableStack;
let running: RunningSimulator;
/** What its token sees, which is filled once; then the App is installed on the same. */
let tokenWorker: TestWorker;

beforeAll(async () => {
  owned = new AsyncDisposableStack();
  running = owned.use(await startSimulator({ seed: 5, port: 0, scenario: 'quiet' }));
  const { simulator, rest } = running;
  const { organisation, repositories: all } = simulator.world;
  const own = [...all.values()].filter(({ owner }) => owner.id === organisation.id);
  const sized = Array.from({ length: repositories - own.length }, (_, nth) => ({
    name: `service-${nth}`,
    ...(nth < ordinary && sizes),
  }));
  populateOrganisation(simulator, { people: 10, sized });
  const token = rest.credentials.createPersonalToken({ login: by });
  tokenWorker = await connect({ GITHUB_TOKEN: token, GITHUB_ORG: organisation.login });
  const { context } = tokenWorker;
  await keepOwner(context, organisation.login, { intervalMinutes: 0, priority: 'critical' });
  await fillTwin(running, context.database);
});
afterAll(() => owned.disposeAsync());

async function connect(environment: Record<string, string>, databaseUrl?: string): Promise<TestWorker> {
  const always = { GITHUB_BASE_URL: running.url, GITHUB_ENABLE_AUTO_SYNC: 'false' };
  return owned.use(
    await startWorker({
      environment: { ...always, ...environment },
      ...(databaseUrl !== undefined && { databaseUrl }),
    }),
  );
}

/** The App, installed on the organisation. */
async function connectApp() {
  const { simulator, rest } = running;
  const app = { GITHUB_APP_ID: `${simulator.app.id}`, GITHUB_APP_PRIVATE_KEY: rest.appKey.privateKey };
  const worker = await connect(app, tokenWorker.connection.url);
  const installationId = simulator.commands.install({ by }).value.id;
  await listInstallation(worker.context, installationId, { priority: 'critical' });
  return { worker, installationId };
}

const query = async (text: string) => (await tokenWorker.connection.pool.query(text)).rows;

interface Source {
  worker: TestWorker;
  /** Null: of the token. */
  installationId: number | null;
}

/** An interval goes by for so many repositories. @returns what the pass cost, and what it found to be read. */
async function pass({ worker: { context }, installationId }: Source, due: number) {
  await query(`
    update repositories set last_synced_at = now() - interval '1 hour',
           probed_at = case when id in (select id from repositories order by id limit ${due}) then null else now() end`);
  await query(`
    update sync_cursors set value = jsonb_set(value, '{triedAt}', '"2020-01-01T00:00:00Z"') where scope like 'owner:%'`);
  await query('delete from sync_jobs');
  const { log } = running.rest;
  log.clear();
  const job = probeJob(context);
  const run = (payload: Parameters<typeof job.process>[0]) =>
    job.process(payload, { signal, logger: context.logger, job: { id: 'test', attempt: 1 } });
  if (installationId === null) await run({ kind: 'owners' });
  await run({ kind: 'probe', installationId, force: false });
  const found: { id: string; name: string; resources: string[] }[] = await query(`
    select r.id, r.name, p.resources
      from sync_job_repositories as p join repositories as r on r.id = p.repository_id`);
  const [stored] = await query('select details from sync_jobs');
  const requests = log.list();
  return {
    probed: stored?.details.probed,
    found,
    routes: requests.map(({ route }) => route),
    core: requests.filter(({ resource, cost }) => resource === 'core' && cost > 0),
    points: requests.reduce((sum, { resource, cost }) => sum + (resource === 'graphql' ? cost : 0), 0),
  };
}

test.each(['token', 'installation'] as const)(
  'a pass over 1,000 unchanged repositories of one %s takes at most 12 requests and none of the core limit',
  async (kind) => {
    const source = kind === 'token' ? { worker: tokenWorker, installationId: null } : await connectApp();
    // Of the lists that it requests besides, the answers are stored from here on.
    await pass(source, 1);
    const unchanged = await pass(source, repositories);
    expect(unchanged).toMatchObject({ probed: repositories, found: [], core: [] });
    expect(unchanged.routes.length, `${unchanged.routes}`).toBeLessThanOrEqual(12);
    expect(unchanged.points).toBeLessThanOrEqual(300);

    // The same requests find a change, and a day later guarantee 17 has the runners of a hundred repositories listed,
    // of which an import has listed one.
    running.simulator.commands.openIssue({ repository: 'service-700', by, title: 'No delivery' });
    await query(`
      update repository_lists set read_until = now() - interval '25 hours' where resource = 'runners'
         and repository_id <> (select min(id) from repositories)`);
    const { found, routes } = await pass(source, repositories);
    const [changed, ...others] = found.filter(({ resources }) => resources.includes('issues'));
    expect([changed?.name, others]).toEqual(['service-700', []]);
    expect(found.filter(({ resources }) => resources.includes('runners'))).toHaveLength(99);
    expect(routes.length).toBeLessThanOrEqual(12);

    const { database, github } = source.worker.context;
    await syncRepository(Number(changed?.id), ['issues'], { database, github, priority: 'critical' });
    await query(`update repository_lists set read_until = now() where resource = 'runners'`);
  },
);
