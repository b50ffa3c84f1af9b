import { resources } from '@hubtwin/resources';
import { buildDelivery, forgeDelivery, type KnownObjects } from '@hubtwin/test-kit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startSimulatedGitHub } from './simulated-github.ts';
import { startWorker } from './start-worker.ts';

const rounds = 40;
const perRound = 30;

test('1,200 random deliveries signed with the secret of one hook change no row of another repository', async () => {
  await using owned = new AsyncDisposableStack();
  const github = owned.use(await startSimulatedGitHub());
  const worker = owned.use(await startWorker({ environment: github.environment }));
  const { pool } = worker.connection;
  const query = async (sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows;
  const { names } = github.simulator.world;
  const [mine = 0, ...others] = ['storefront', 'infrastructure', 'orders-api'].map(
    (name) => names.get(`demo-org/${name}`) ?? 0,
  );

  // All that GitHub reports about these repositories by deliveries of the App.
  const { commands } = github.simulator;
  const by = 'ada-okafor';
  const reported = [
    commands.install({ by }),
    ...['storefront', 'infrastructure', 'orders-api'].flatMap((repository) => [
      commands.openIssue({ by, repository, title: `secret of ${repository}` }),
      commands.push({ by, repository, branch: 'main', commits: [{ message: `secret of ${repository}` }] }),
      commands.createLabel({ by, repository, name: repository, color: 'f29513' }),
      commands.star({ by, repository }),
    ]),
  ].flatMap(({ deliveries }) => deliveries);
  const genuine = reported.map(({ event, body }) => buildDelivery({ event, payload: JSON.parse(body) }));
  await worker.store(genuine);
  await worker.runJob(genuine);
  await query(`update repositories set fetched_at = now() - interval '1 hour', refetch_reasons = null`);

  const [{ id: webhookConfigId }] = await query(
    `insert into webhook_configs (hook_id, target, repository_id, secret)
       values (1, 'demo-org/storefront', $1, '') returning id`,
    [mine],
  );
  const known = async (id: number): Promise<KnownObjects> => {
    const [{ full_name: fullName }] = await query('select full_name from repositories where id = $1', [id]);
    const idsIn = async (table: string) =>
      (await query(`select id from ${table} where repository_id = $1`, [id])).map((row) => Number(row.id));
    const all = async (table: string) =>
      (await query(`select id from ${table}`)).map((row) => Number(row.id));
    const numbers = await query('select number from issues where repository_id = $1', [id]);
    const shas = await query('select sha from commits where repository_id = $1', [id]);
    return {
      id,
      fullName,
      ids: {
        issue: await idsIn('issues'),
        label: await idsIn('labels'),
        user: await all('accounts'),
        sender: await all('accounts'),
        installation: await all('installations'),
      },
      numbers: numbers.map(({ number }) => number),
      shas: shas.map(({ sha }) => sha),
    };
  };
  const events = [...new Set(resources.flatMap((definition) => Object.keys(definition.events)))];
  const world = { mine: await known(mine), others: await Promise.all(others.map(known)), events };
  expect(world.others.map(({ ids, shas }) => ids.issue?.length === 1 && shas.length > 0)).toEqual([
    true,
    true,
  ]);

  /** All rows but those of the repository itself; what is stored of accounts already. */
  const foreign = async () => {
    const rows: Record<string, unknown[]> = {};
    for (const { name, table, inRepository } of resources) {
      const isPart = inRepository || table === 'runners';
      const condition =
        name === 'repositories'
          ? `id <> ${mine}`
          : isPart
            ? `repository_id is distinct from ${mine}`
            : 'true';
      const created = name === 'accounts' ? `and id = any('{${accountIds}}')` : '';
      rows[name] = await query(
        `select to_jsonb(t)::text as row from ${table} as t where ${condition} ${created} order by 1`,
      );
    }
    rows.work = await query(
      `select repository_id from sync_job_repositories where repository_id <> $1 order by 1`,
      [mine],
    );
    rows.changes = await query(`select seq from changes where repository_id <> $1 order by 1`, [mine]);
    return rows;
  };
  const accountIds = (await query('select id from accounts')).map(({ id }) => id).join();
  const before = await foreign();

  const statuses = new Map<string, number>();
  // Numbers from 0 on and below 1, all as likely.
  const draws = fc.infiniteStream(fc.noBias(fc.nat(2 ** 30 - 1)).map((drawn) => drawn / 2 ** 30));
  await fc.assert(
    fc.asyncProperty(draws, async (stream) => {
      const random = () => stream.next().value;
      const forged = Array.from({ length: perRound }, () =>
        buildDelivery({ ...forgeDelivery(random, world), webhookConfigId: Number(webhookConfigId) }),
      );
      await worker.store(forged);
      await worker.runJob(forged);
      for (const { status, repository_id } of await worker.read(forged)) {
        expect([mine, null]).toContain(repository_id);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      expect(await foreign()).toEqual(before);
    }),
    { numRuns: rounds, endOnFailure: true },
  );
  for (const { table } of resources.filter((each) => each.inRepository)) {
    const rows = await query(`select to_jsonb(t)::text as row from ${table} as t where repository_id = $1`, [
      mine,
    ]);
    expect(rows.filter(({ row }) => /secret of (infrastructure|orders)/.test(row))).toEqual([]);
  }
  // Many are applied, so that the others being refused is not what kept the rows.
  expect(statuses.get('processed') ?? 0).toBeGreaterThan(100);
  expect(
    (await query('select count(*)::int from changes where repository_id = $1', [mine]))[0].count,
  ).toBeGreaterThan(100);
});
