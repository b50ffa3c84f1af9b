import { storeObservations } from '@hubtwin/database';
import { branchProtectionRules, resources } from '@hubtwin/resources';
import { expect, test } from 'vitest';
import { observeFetched } from '../src/observe.ts';
import { probeDrift } from '../src/sync/probe/probe-drift.ts';
import { syncRepository } from '../src/sync/sync-repository.ts';
import { startTwin } from './start-twin.ts';
import { differences } from './truth.ts';

const name = 'demo-org/monolith';
const scene = { repository: 'monolith', by: 'ada-okafor' };
const sizes = {
  commits: 110,
  issues: 0,
  pullRequests: 0,
  runs: 130,
  branches: 1,
  labels: 104,
  releases: 103,
};

test('a lost edit of a label or release after the first hundred, and a rerun of an old run, are found in one probe', async () => {
  await using twin = await startTwin({ repositories: 0, sized: [{ name: 'monolith', ...sizes }] });
  await twin.importAll([name]);
  const { running, connection, github, repositoryIdOf } = twin;
  const { database, pool } = connection;
  const repositoryId = repositoryIdOf(name);
  await pool.query('update repositories set last_synced_at = now() where id = $1', [repositoryId]);
  const { simulator, rest } = running;
  const repository = simulator.world.repositories.get(repositoryId);
  if (repository === undefined) throw new Error('there is no repository');
  const probe = async () => {
    const [installationId = null] = simulator.world.installations.keys();
    const view = github.forRepository({ installationId });
    rest.log.clear();
    const { drifts } = await probeDrift(
      { database, view },
      { among: { installationId } },
      { priority: 'high' },
    );
    return { drifts, requested: rest.log.list().map(({ resource }) => resource) };
  };
  expect(await probe()).toEqual({ drifts: [], requested: ['graphql'] });

  simulator.shiftTime(10 * 60_000);
  const label = [...repository.labels.values()].at(-1)?.name ?? '';
  simulator.commands.editLabel({ ...scene, name: label, color: '123456' });
  const oldest = [...repository.releases.values()].toSorted((one, other) =>
    one.createdAt < other.createdAt ? -1 : 1,
  )[0];
  simulator.commands.editRelease({ ...scene, tag: oldest?.tag ?? '', body: 'Edited' });
  // At least a hundred runs are newer, and on another commit.
  const run = Math.min(...repository.runs.keys());
  simulator.commands.rerunWorkflowRun({ ...scene, run });
  const found = await probe();
  expect(found.requested).toEqual(['graphql']);
  expect(found.drifts.map(({ resources }) => resources.toSorted())).toEqual([
    ['labels', 'releases', 'workflow_runs'],
  ]);
  await syncRepository(repositoryId, found.drifts[0]?.resources ?? [], {
    database,
    github,
    priority: 'high',
  });
  const left = resources.map((definition) => differences(running, connection, definition, name));
  expect((await Promise.all(left)).flat()).toEqual([]);
});

/** A twin of one repository that was synced now. */
async function importMonolith({ labels }: { labels: number }) {
  const size = { ...sizes, issues: 40, labels, releases: 8, branches: 6, runs: 0 };
  const twin = await startTwin({ repositories: 0, sized: [{ name: 'monolith', ...size }] });
  await twin.importAll([name]);
  const { running, connection, github, repositoryIdOf } = twin;
  const { database, pool } = connection;
  const repositoryId = repositoryIdOf(name);
  await pool.query('update repositories set last_synced_at = now() where id = $1', [repositoryId]);
  const { simulator } = running;
  const repository = simulator.world.repositories.get(repositoryId);
  if (repository === undefined) throw new Error('there is no repository');
  const view = github.forRepository({ installationId: [...simulator.world.installations.keys()][0] ?? null });
  return {
    simulator,
    repository,
    /** @returns the resources that a probe finds changed. */
    async probe() {
      const which = { among: { repositoryIds: [repositoryId] } };
      const { drifts } = await probeDrift({ database, view }, which, { priority: 'high' });
      return drifts.flatMap(({ resources }) => resources);
    },
    /** @returns what differs from GitHub after their sync. */
    async syncFound(found: string[]) {
      await syncRepository(repositoryId, found, { database, github, priority: 'high' });
      const left = resources.map((definition) => differences(running, connection, definition, name));
      return (await Promise.all(left)).flat();
    },
    [Symbol.asyncDispose]: () => twin[Symbol.asyncDispose](),
  };
}

test('lost deletions are found in one interval after another, although they change the number of objects equally', async () => {
  await using monolith = await importMonolith({ labels: 8 });
  const { simulator, repository, probe, syncFound } = monolith;
  for (let interval = 0; interval < 3; interval += 1) {
    simulator.shiftTime((interval + 1) * 15 * 60_000);
    // Neither the last changed nor the newest ones.
    const [issue] = [...repository.issues.keys()].toSorted((one, other) => one - other);
    simulator.commands.deleteIssue({ ...scene, number: issue ?? 0 });
    simulator.commands.deleteLabel({ ...scene, name: [...repository.labels.values()][0]?.name ?? '' });
    const [release] = [...repository.releases.values()].filter(({ draft }) => !draft);
    simulator.commands.deleteRelease({ ...scene, tag: release?.tag ?? '' });
    const branch = [...repository.branches.keys()].find((each) => each !== repository.defaultBranch);
    simulator.commands.deleteBranch({ ...scene, branch: branch ?? '' });
    const found = await probe();
    expect(found).toEqual(expect.arrayContaining(['issues', 'labels', 'releases', 'branches']));
    expect(await syncFound(found)).toEqual([]);
  }
  expect(await probe()).toEqual([]);
});

test('lost deletions are found in the interval of lost creations that hide them in the number of objects', async () => {
  await using monolith = await importMonolith({ labels: 130 });
  const { simulator, repository, probe, syncFound } = monolith;
  simulator.shiftTime(15 * 60_000);
  const { commands } = simulator;
  const [issue = 0] = [...repository.issues.keys()].toSorted((one, other) => one - other);
  commands.deleteIssue({ ...scene, number: issue });
  commands.openIssue({ ...scene, title: 'In place of the deleted one' });
  // Among the first hundred in either order, so that it is not watched.
  const label = [...repository.labels.values()].toSorted((one, other) => one.id - other.id)[65];
  commands.deleteLabel({ ...scene, name: label?.name ?? '' });
  commands.createLabel({ ...scene, name: 'zzz in its place', color: 'ff0000' });
  expect(await syncFound(await probe())).toEqual([]);
});

test('if the App may not read branch rules, repositories are compared without them, and stored rules remain', async () => {
  await using twin = await startTwin({ repositories: 1 });
  const { running, connection, github } = twin;
  const { database, pool } = connection;
  const [installation] = running.simulator.world.installations.values();
  const repository = [...running.simulator.world.repositories.values()][0];
  if (installation === undefined || repository === undefined) throw new Error('not installed');
  await pool.query('update repositories set last_synced_at = now()');
  await storeObservations(database, [
    observeFetched(
      branchProtectionRules,
      { id: 7, name: 'main' },
      { repositoryId: repository.id, source: 'sync', requestedAt: new Date() },
    ),
  ]);
  const { administration: _, ...permissions } = installation.permissions;
  installation.permissions = permissions;
  const view = github.forInstallation(installation.id);
  running.rest.log.clear();
  const which = { among: { repositoryIds: [repository.id] } };
  expect(await probeDrift({ database, view }, which, { priority: 'high' })).toMatchObject({
    probed: 1,
    inaccessible: [],
    unanswered: [],
  });
  expect(running.rest.log.list().filter(({ resource }) => resource === 'graphql')).toHaveLength(2);
  const { rows } = await pool.query('select id from branch_protection_rules where deleted_at is null');
  expect(rows).toEqual([{ id: 7 }]);
});
