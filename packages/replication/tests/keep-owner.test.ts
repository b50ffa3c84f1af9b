import { findFailingInstallations } from '@hubtwin/database';
import { expect, test } from 'vitest';
import { findImportable } from '../src/import/find-importable.ts';
import { keepOwner } from '../src/import/keep-owner.ts';
import { startTwin } from './start-twin.ts';

const by = 'ada-okafor';

async function start(tokensOf: readonly string[], patienceMs?: number) {
  const twin = await startTwin(null, 3, { tokensOf, ...(patienceMs !== undefined && { patienceMs }) });
  const { database, pool } = twin.connection;
  const { simulator, rest } = twin.running;
  return {
    twin,
    simulator,
    rest,
    log: rest.log,
    tokens: twin.tokens,
    keep: (login: string, intervalMinutes = 0) =>
      keepOwner({ database, github: twin.github }, login, { intervalMinutes, priority: 'normal' }),
    stored: async (owner: string) => {
      const { rows } = await pool.query(
        'select name from repositories where owner_login = $1 and deleted_at is null order by name',
        [owner],
      );
      return rows.map(({ name }) => name);
    },
    [Symbol.asyncDispose]: () => twin[Symbol.asyncDispose](),
  };
}

test('an unchanged owner costs none of the core limit, and is not requested within the interval', async () => {
  await using scene = await start([by]);
  expect(await scene.keep('demo-org')).toMatchObject({ isFirst: true, owner: { login: 'demo-org' } });
  await scene.keep('demo-org');
  scene.log.clear();
  expect(await scene.keep('demo-org')).toMatchObject({ isFirst: false });
  expect(scene.log.list().map(({ status }) => status)).toEqual([304, 304, 304, 304, 304, 304]);
  scene.log.clear();
  expect(await scene.keep('demo-org', 15)).toBeNull();
  expect(scene.log.list()).toEqual([]);
});

test.each([false, true])(
  'an organisation that is renamed between two listings is stored under its new login (old one taken: %s)',
  async (isTaken) => {
    await using scene = await start([by]);
    const { commands } = scene.simulator;
    await scene.keep('demo-org');
    const before = await scene.stored('demo-org');
    commands.renameOrganisation({ login: 'new-org', by });
    if (isTaken) {
      commands.createUser({ login: 'demo-org' });
      commands.createRepository({ repository: 'demo-org/foreign', by: 'demo-org' });
    }
    expect(await scene.keep('demo-org')).toMatchObject({ isFirst: false, owner: { login: 'new-org' } });
    expect(await scene.stored('demo-org')).toEqual([]);
    expect(await scene.stored('new-org')).toEqual(before);
    scene.log.clear();
    expect(await scene.keep('demo-org')).toMatchObject({ owner: { login: 'new-org' } });
    expect(scene.log.list().map(({ route }) => route)).not.toContain('GET /user/:account_id');
  },
);

test('repositories that were created, transferred or made public since the last time are found', async () => {
  await using scene = await start(['bram-visser']);
  const { commands } = scene.simulator;
  commands.createRepository({ repository: `${by}/given`, by });
  commands.createRepository({ repository: `${by}/hidden`, by, private: true });
  await scene.keep('demo-org');
  await scene.keep(by);
  expect(await scene.stored(by)).toEqual(['given']);
  scene.simulator.shiftTime(600_000);
  commands.createRepository({ repository: 'added', by, private: true });
  commands.transferRepository({ repository: `${by}/given`, to: 'demo-org', by });
  commands.publicizeRepository({ repository: `${by}/hidden`, by });
  await scene.keep('demo-org');
  expect(await scene.stored('demo-org')).toEqual(expect.arrayContaining(['added', 'given']));
  await scene.keep(by);
  expect(await scene.stored(by)).toEqual(['hidden']);
});

test('of several tokens the one of the account lists its private repositories', async () => {
  await using scene = await start(['bram-visser', 'grace-lindqvist', by]);
  scene.simulator.commands.createRepository({ repository: `${by}/hidden`, by, private: true });
  await scene.keep(by);
  expect(await scene.stored(by)).toEqual(['hidden']);
});

test('each token lists what it can access of an organisation, and a revoked one hides nothing', async () => {
  await using scene = await start(['grace-lindqvist', by, 'bram-visser']);
  const viewer = scene.rest.credentials.find(scene.tokens[2] ?? expect.fail());
  scene.rest.credentials.revoke(viewer ?? expect.fail());
  scene.simulator.commands.createRepository({ repository: 'secret', by, private: true });
  for (let n = 0; n < 2; n++) {
    await scene.keep('demo-org');
    expect(await scene.stored('demo-org')).toContain('secret');
    scene.simulator.shiftTime(600_000);
    scene.simulator.commands.createRepository({ repository: `secret-${n}`, by, private: true });
  }
  await scene.keep('demo-org');
  expect(await scene.stored('demo-org')).toEqual(expect.arrayContaining(['secret', 'secret-0', 'secret-1']));
});

test('a token without budget does not prevent the others from listing, and the next time it lists what it can access', async () => {
  await using scene = await start([by, 'grace-lindqvist', 'bram-visser'], 100);
  const { commands, world } = scene.simulator;
  // Only owners may list runners.
  commands.setOrganisationRole({ member: 'bram-visser', role: 'admin' });
  commands.createRepository({ repository: `${by}/hidden`, by, private: true });
  commands.createRepository({ repository: `${by}/site`, by });
  scene.rest.budgets.set(`user:${world.accounts.get(by)?.id}`, 'core', { used: 5_000 });
  for (const login of [by, 'demo-org']) await scene.keep(login);
  expect(await scene.stored(by)).toEqual(['site']);
  expect((await scene.stored('demo-org')).length).toBeGreaterThan(3);
  expect(await findFailingInstallations(scene.twin.connection.database)).toEqual([
    expect.objectContaining({ account: by, reason: expect.stringMatching(/rate limit|budget/) }),
    expect.objectContaining({ account: 'demo-org', reason: expect.stringMatching(/rate limit|budget/) }),
  ]);
  const { rows } = await scene.twin.connection.pool.query(
    `select value ->> 'listedAt' as at from sync_cursors where scope like 'owner:%'`,
  );
  expect(rows, 'the next time all is listed').toEqual([{ at: null }, { at: null }]);
});

test('an owner that GitHub does not know, and one that it cannot list, are reported until they are listed', async () => {
  await using scene = await start([by]);
  await expect(scene.keep('missing-owner')).rejects.toThrow();
  const [failing] = await findFailingInstallations(scene.twin.connection.database);
  expect(failing).toMatchObject({ installationId: null, account: 'missing-owner' });
  scene.simulator.commands.createUser({ login: 'missing-owner' });
  await scene.keep('missing-owner');
  expect(await findFailingInstallations(scene.twin.connection.database)).toEqual([]);
});

test('an installation on a personal account lists its private repositories, and excludes the account from the tokens', async () => {
  await using twin = await startTwin(null);
  const { database, pool } = twin.connection;
  const { commands } = twin.running.simulator;
  commands.createRepository({ repository: `${by}/hidden`, by, private: true });
  commands.createRepository({ repository: `${by}/site`, by });
  commands.install({ account: by, by });
  const context = { database, github: twin.github };
  await findImportable(context, { owner: by, repo: null }, { priority: 'high' });
  const { rows } = await pool.query('select full_name from repositories order by full_name');
  expect(rows).toEqual([{ full_name: `${by}/hidden` }, { full_name: `${by}/site` }]);
  expect(await keepOwner(context, by, { intervalMinutes: 0, priority: 'normal' })).toBeNull();
});

const denials = {
  revoked: { kind: 'answer', status: 401, body: '{"message":"Bad credentials"}' },
  forbidden: { kind: 'refusal', status: 403, message: 'Resource not accessible by personal access token' },
} as const;

test.each(Object.keys(denials) as (keyof typeof denials)[])(
  'a list that ends in the middle because its only token is %s is read from the same time on by the next listing',
  async (denial) => {
    await using scene = await start([by]);
    const names = Array.from({ length: 130 }, (_, n) => `listed-${n}`);
    for (const repository of names) scene.simulator.commands.createRepository({ repository, by });
    const path = '/orgs/.*/repos.*[?&]page=2(&|$)';
    for (const isFirst of [true, false]) {
      scene.simulator.shiftTime(isFirst ? 0 : 3_600_000);
      if (!isFirst)
        for (const name of names)
          scene.simulator.commands.renameRepository({ repository: name, name: `${name}-again`, by });
      scene.rest.faults.add({ fault: denials[denial], path });
      await expect(scene.keep('demo-org')).rejects.toThrow();
      scene.rest.faults.clear();
      await scene.keep('demo-org');
      const expected = names.map((name) => (isFirst ? name : `${name}-again`));
      expect(await scene.stored('demo-org')).toEqual(expect.arrayContaining(expected));
    }
  },
);

test('a token that was refused for one listing, or is new, lists all that it can access the next time', async () => {
  await using scene = await start(['grace-lindqvist', by]);
  await scene.keep('demo-org');
  scene.simulator.shiftTime(3_600_000);
  scene.simulator.commands.createRepository({ repository: 'secret', by, private: true });
  scene.simulator.shiftTime(5_400_000);
  for (let n = 0; n < 110; n++) scene.simulator.commands.createRepository({ repository: `later-${n}`, by });
  const payer = `user:${scene.simulator.world.accounts.get(by)?.id}`;
  scene.rest.faults.add({ fault: denials.revoked, payer });
  scene.simulator.shiftTime(7_200_000);
  await scene.keep('demo-org');
  expect(await scene.stored('demo-org')).not.toContain('secret');
  scene.rest.faults.clear();
  await scene.keep('demo-org');
  expect(await scene.stored('demo-org')).toContain('secret');
  scene.log.clear();
  await scene.keep('demo-org');
  expect(scene.log.list({ status: 200 }).length, 'unchanged lists are not read again').toBe(0);
});
