import { createDatabase } from '@hubtwin/database';
import { openBenchDatabases } from '../bench-database.ts';
import { fillTwin } from '../drift/fill-twin.ts';
import { createOctokitLoop } from '../drift/octokit-loop.ts';
import { openSyncer, type Syncer } from '../drift/open-syncer.ts';
import { type SimulatedGitHub, startSimulatedGitHub } from '../github/start-simulated-github.ts';
import { median } from '../median.ts';
import { atMost, type BenchResult, compare } from '../result.ts';

const latencyMs = 100;
const turns = 9;
const warmUps = 3;
const by = 'ada-okafor';
/** Ordinary repositories of one size, in which the changes happen; six of the demo's exist, too. */
const services = Array.from({ length: 21 }, (_, nth) => ({
  name: `service-${nth}`,
  ...{ commits: 150, issues: 60, pullRequests: 30, runs: 80, branches: 3, labels: 5, releases: 3 },
}));
const names = services.map(({ name }) => name);
const population = { repositories: 1_000 - services.length - 6, sized: services };
const colleagues = ['bram-visser', 'chiara-conti', 'dmitri-volkov', 'emi-tanaka', 'farid-haddad'];
/** Number of repositories that the loop of Octokit checks. */
const sample = 50;

/**
 * What a push may have changed: the repository, its branches, commits, contributors, workflows, runs, and their jobs.
 */
const listsOfPush = 7;
const changed = { issues: 5, pushes: 5 };
const needed = changed.issues + changed.pushes * listsOfPush;

/**
 * A sync-worker over a twin of 1,000 repositories, 100 ms from GitHub: the cost of detecting that nothing changed, or
 * what did, compared with a loop of Octokit with conditional requests; and the duration of a sync.
 */
export async function driftSuite(): Promise<BenchResult[]> {
  await using owned = new AsyncDisposableStack();
  const github = owned.use(await startSimulatedGitHub(population));
  const databases = owned.use(await openBenchDatabases());
  const databaseUrl = await databases.createMigrated('drift');
  const { database } = owned.use(createDatabase({ url: databaseUrl, poolMax: 10 }));
  const tokens = await Promise.all(colleagues.map((login) => github.createToken(login)));
  const repositories = await fillTwin({ database, url: github.url, tokens });
  const token = await github.createToken(by);
  const syncer = owned.use(await openSyncer({ databaseUrl, url: github.url, token }));

  const idOf = (name: string) => {
    const found = repositories.find((repository) => repository.name === name);
    if (found === undefined) throw new Error(`${name} does not exist`);
    return found.id;
  };
  // The history is read in the first sync, because the repository was not imported.
  await syncer.sync(names.map(idOf), null);
  // The worker starts with a probe.
  await syncer.probe();
  await github.setLatency(latencyMs);

  /** The cost of probing the whole twin, and its results. */
  async function look(): Promise<{ seconds: number; requests: number; core: number; points: number }> {
    await github.clearRequests();
    const seconds = await syncer.probe();
    const requests = await github.requests();
    const core = requests.filter(({ resource }) => resource === 'core').length;
    const queries = requests.filter(({ resource }) => resource === 'graphql');
    const points = queries.reduce((sum, { cost }) => sum + cost, 0);
    return { seconds, requests: requests.length, core, points };
  }
  const unchanged = await look();
  for (const repository of names.slice(0, changed.issues)) await openIssue(github, repository);
  for (const repository of names.slice(-changed.pushes)) await push(github, repository);
  const moved = await look();
  const loop = await measureLoop(github, { token: tokens[0] ?? '', repositories });
  const { one, ten, whole } = await measureLatency(github, syncer, idOf);
  return [
    atMost('drift', '1,000 unchanged repositories: requests, beside a loop of Octokit', {
      ours: unchanged.requests,
      beside: loop.requests,
      limit: 12,
      unit: '',
    }),
    atMost('drift', '1,000 unchanged repositories: requests of the core limit', {
      ours: unchanged.core,
      limit: 0,
      unit: '',
    }),
    atMost('drift', '1,000 unchanged repositories: points of GraphQL, of 5,000 an hour', {
      ours: unchanged.points,
      limit: 300,
      unit: '',
    }),
    compare('drift', '1,000 unchanged repositories: time, beside a loop of Octokit', {
      ours: [unchanged.seconds],
      beside: [loop.seconds],
      max: 1,
      unit: 's',
    }),
    atMost(
      'drift',
      `1,000 of which ${changed.issues + changed.pushes} changed: requests, of which these need ${needed}, beside a loop of Octokit that only looks`,
      { ours: moved.requests, beside: loop.requests, limit: 12 + needed, unit: '' },
    ),
    ...[
      { name: 'sync of a repository with a new issue', ours: one },
      { name: 'sync of all of a repository with a new issue and a push', ours: whole },
    ].map(({ name, ours }) =>
      atMost('drift', `${name}, at ${latencyMs} ms`, { ours: median(ours) * 1_000, limit: 400, unit: 'ms' }),
    ),
    compare('drift', 'sync of ten repositories with a new issue at once, beside one', {
      ours: ten.map((seconds) => seconds * 1_000),
      beside: one.map((seconds) => seconds * 1_000),
      max: 1.5,
      unit: 'ms',
    }),
  ];
}

const openIssue = (github: SimulatedGitHub, repository: string) =>
  github.run('openIssue', { repository, by, title: 'Undelivered' });
const push = (github: SimulatedGitHub, repository: string) =>
  github.run('push', { repository, by, branch: 'main', commits: [{ message: 'Undelivered' }] });

/** The time of a loop that checks some of the repositories for changes, multiplied to all of them. */
async function measureLoop(
  github: SimulatedGitHub,
  { token, repositories }: { token: string; repositories: readonly { name: string }[] },
): Promise<{ seconds: number; requests: number }> {
  const loop = createOctokitLoop({ url: github.url, token });
  const some = repositories.slice(0, sample).map(({ name }) => name);
  await github.setLatency(0);
  await loop.look(some);
  await github.setLatency(latencyMs);
  await github.clearRequests();
  const seconds = await loop.look(some);
  const scale = repositories.length / sample;
  return { seconds: seconds * scale, requests: (await github.requests()).length * scale };
}

/** Seconds from requesting a sync to its end, alternating; the first turns warm up. */
async function measureLatency(github: SimulatedGitHub, syncer: Syncer, idOf: (name: string) => number) {
  const [lone, ...group] = names.slice(0, 11);
  const [one, ten, whole]: [number[], number[], number[]] = [[], [], []];
  if (lone === undefined) throw new Error('there are no repositories');
  for (let turn = 0; turn < warmUps + turns; turn++) {
    for (const repository of [lone, ...group]) await openIssue(github, repository);
    one.push(await syncer.sync([idOf(lone)], ['issues']));
    ten.push(await syncer.sync(group.map(idOf), ['issues']));
    await openIssue(github, lone);
    await push(github, lone);
    whole.push(await syncer.sync([idOf(lone)], null));
  }
  return { one: one.slice(warmUps), ten: ten.slice(warmUps), whole: whole.slice(warmUps) };
}
