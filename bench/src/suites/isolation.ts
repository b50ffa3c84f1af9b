import { createDatabase } from '@hubtwin/database';
import { openBenchDatabases } from '../bench-database.ts';
import { fillTwin } from '../drift/fill-twin.ts';
import { startSimulatedGitHub } from '../github/start-simulated-github.ts';
import { failures } from '../isolation/failures.ts';
import { openGroup } from '../isolation/open-group.ts';
import { atLeast, type BenchResult, compare } from '../result.ts';

const count = 1_000;
/** One in twenty fails. */
const failing = count / 20;
const turns = 3;
const latencyMs = 20;
/** Several accounts, because GitHub limits each to 5,000 requests per hour; here nothing waits for that. */
const readers = ['reader-1', 'reader-2', 'reader-3', 'reader-4', 'reader-5', 'reader-6'];
const limit = 100_000;

/**
 * A sync-worker over a twin of 1,000 repositories, 50 of which fail in ten ways: the time to sync and probe the other
 * 950, compared with the time without the 50, alternating; and whether the 50 are reported with their reasons.
 */
export async function isolationSuite(): Promise<BenchResult[]> {
  const sized = Array.from({ length: count }, (_, nth) => ({
    name: `service-${nth}`,
    ...{ commits: 3, issues: 5, labels: 3, releases: 1, branches: 1 },
  }));
  await using owned = new AsyncDisposableStack();
  const github = owned.use(await startSimulatedGitHub({ sized, people: 25 }));
  const databases = owned.use(await openBenchDatabases());
  const databaseUrl = await databases.createMigrated('isolation');
  const { database } = owned.use(createDatabase({ url: databaseUrl, poolMax: 10 }));
  const accounts = await Promise.all(readers.map((login) => github.createAccount(login)));
  for (const { payer } of accounts) {
    for (const resource of ['core', 'graphql']) await github.setLimit(payer, resource, limit);
  }
  const tokens = accounts.map(({ token }) => token);
  const filled = await fillTwin({ database, url: github.url, tokens });
  const all = filled.filter(({ name }) => name.startsWith('service-'));
  const every = Math.floor(all.length / failing);
  const poor = all.filter((_, nth) => nth % every === 0).slice(0, failing);
  const well = all.filter((one) => !poor.includes(one)).map(({ id }) => id);
  const ids = all.map(({ id }) => id);
  const group = owned.use(await openGroup({ databaseUrl, url: github.url, tokens }));
  await group.sync(ids, ids);
  await group.probe(ids);
  await github.setLatency(latencyMs);

  const [alone, among]: [Turn[], Turn[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    await github.setLatency(latencyMs);
    if (turn > 0) for (const { name } of poor.filter((_, nth) => isBlocking(nth))) await unblock(name);
    alone.push({ sync: await group.sync(well, well), probe: await group.probe(well) });
    await group.settle();
    for (const [nth, { name }] of poor.entries()) await failures[nth % failures.length]?.begin(github, name);
    const sync = await group.sync(ids, well);
    among.push({ sync, probe: await group.probe(well) });
    await group.settle();
  }
  async function unblock(repository: string) {
    await github.run('unblockRepository', { repository, by: 'ada-okafor' });
  }

  const named = await Promise.all(
    poor.map(async ({ id, name }, nth) => {
      const { ofJob, lastSyncError } = await group.reasonsOf(id);
      const { reason = /^/ } = failures[nth % failures.length] ?? {};
      const isNamed = reason.test(ofJob ?? '') && reason.test(lastSyncError ?? '');
      if (!isNamed) console.error(`${name}: job: ${ofJob}; last_sync_error: ${lastSyncError}; not ${reason}`);
      return isNamed;
    }),
  );
  const name = (what: string) =>
    `${well.length} repositories ${what}, beside the time without ${poor.length} that fail in ${failures.length} ways`;
  const times = (turn: readonly Turn[], what: keyof Turn) => turn.map((seconds) => seconds[what]);
  return [
    compare('isolation', name('synced'), {
      ...{ ours: times(among, 'sync'), beside: times(alone, 'sync'), max: 1.1, unit: 's' },
    }),
    compare('isolation', name('probed'), {
      ...{ ours: times(among, 'probe'), beside: times(alone, 'probe'), max: 1.1, unit: 's' },
    }),
    atLeast(
      'isolation',
      `of ${poor.length} that fail, named with the reason in the sync job and last_sync_error`,
      {
        ...{ ours: named.filter(Boolean).length, limit: poor.length, unit: '' },
      },
    ),
  ];
}

/** Seconds. */
interface Turn {
  sync: number;
  probe: number;
}

/** Whether this failing repository is blocked as a whole. */
const isBlocking = (nth: number) => nth % failures.length === 2;
