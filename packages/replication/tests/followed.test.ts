import { storeObservations } from '@hubtwin/database';
import type { Delivery } from '@hubtwin/github-simulator';
import { resources } from '@hubtwin/resources';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refetchUncertain } from '../src/fetch/refetch-uncertain.ts';
import { interpretDelivery } from '../src/interpret-delivery.ts';
import { probeDrift } from '../src/sync/probe/probe-drift.ts';
import { syncRepository } from '../src/sync/sync-repository.ts';
import { startTwin, type TestTwin } from './start-twin.ts';
import { differences } from './truth.ts';

const name = 'demo-org/monolith';
const scene = { repository: 'monolith', by: 'ada-okafor' };
const sizes = { commits: 20, issues: 5, pullRequests: 5, runs: 0, branches: 12, labels: 3, releases: 0 };

let twin: TestTwin;
let aheadMs = 0;
beforeAll(async () => {
  twin = await startTwin({ repositories: 0, people: 3, sized: [{ name: 'monolith', ...sizes }] });
  await twin.importAll([name]);
  await twin.connection.pool.query('update repositories set last_synced_at = now()');
});
afterAll(() => twin[Symbol.asyncDispose]());

async function differencesOf(resource: string): Promise<string[]> {
  const definition = resources.find((each) => each.name === resource);
  if (definition === undefined) throw new Error(`there is no ${resource}`);
  return await differences(twin.running, twin.connection, definition, name);
}

const commands = () => twin.running.simulator.commands;
const repository = () => {
  const found = twin.running.simulator.world.repositories.get(twin.repositoryIdOf(name));
  if (found === undefined) throw new Error('there is no repository');
  return found;
};
const pass = (ms: number) => {
  aheadMs += ms;
  twin.running.simulator.shiftTime(aheadMs);
};

/** Applies deliveries, as a worker does. */
async function deliver({ deliveries }: { deliveries: readonly Delivery[] }): Promise<void> {
  const receivedAt = new Date(Date.now() + aheadMs);
  for (const { event, body } of deliveries) {
    const { observations } = interpretDelivery({ event, payload: JSON.parse(body), receivedAt });
    await storeObservations(twin.connection.database, observations);
  }
  await refetch();
}

async function refetch(): Promise<void> {
  const options = { database: twin.connection.database, github: twin.github, priority: 'high' } as const;
  for (const definition of resources.filter(({ inRepository }) => inRepository))
    await refetchUncertain(definition, twin.repositoryIdOf(name), options);
}

/** A sync interval: a probe, and a sync of what it finds. */
async function interval(): Promise<void> {
  pass(15 * 60_000);
  const { database } = twin.connection;
  const [installationId = null] = twin.running.simulator.world.installations.keys();
  const view = twin.github.forRepository({ installationId });
  const { drifts } = await probeDrift(
    { database, view },
    { among: { installationId } },
    { priority: 'high' },
  );
  for (const { repositoryId, resources } of drifts)
    await syncRepository(repositoryId, resources, { database, github: twin.github, priority: 'high' });
  pass(60_000);
  await refetch();
}

const branches = () => [...repository().branches.keys()].filter((branch) => branch !== 'main');
const commit = (message: string) => [{ message, modified: ['a'] }];

const pushes: Record<string, () => unknown> = {
  'a push': () => commands().push({ ...scene, branch: branches()[0] ?? '', commits: commit('Lost') }),
  'a forced push': () =>
    commands().push({
      ...scene,
      branch: branches()[0] ?? '',
      commits: commit('Again'),
      forced: true,
      replaces: 1,
    }),
  'a new and a deleted branch': () => {
    commands().createBranch({ ...scene, branch: 'new' });
    commands().deleteBranch({ ...scene, branch: branches()[1] ?? '' });
  },
};

test.for(Object.keys(pushes))(
  '%s whose delivery is lost is found after a push to another branch',
  async (what) => {
    await interval();
    pushes[what]?.();
    pass(30_000);
    await deliver(commands().push({ ...scene, branch: 'main', commits: commit('Delivered') }));
    await interval();
    expect(await differencesOf('branches')).toEqual([]);
  },
);

const changes: Record<string, (pull: { repository: string; by: string; number: number }) => unknown> = {
  labeled: (pull) =>
    commands().labelIssue({ ...pull, label: [...repository().labels.values()][0]?.name ?? '' }),
  assigned: (pull) => commands().assign({ ...pull, assignee: 'ada-okafor' }),
  review_requested: (pull) => commands().requestReview({ ...pull, reviewer: 'bram-visser' }),
  edited: (pull) => commands().editPullRequest({ ...pull, body: 'Edited' }),
  converted_to_draft: (pull) => commands().convertToDraft(pull),
  closed: (pull) => commands().closePullRequest(pull),
  merged: (pull) => commands().mergePullRequest(pull),
};

test.for(Object.keys(changes))(
  'a pull request that was %s is correct after a comment on it',
  async (action) => {
    commands().createBranch({ ...scene, branch: action, commits: commit(action) });
    const { number } = commands().openPullRequest({ ...scene, head: action, title: action }).value;
    await interval();
    changes[action]?.({ ...scene, number });
    pass(30_000);
    await deliver(commands().commentOnIssue({ ...scene, number, body: 'Hm' }));
    await interval();
    expect(await differencesOf('pull_requests')).toEqual([]);
  },
);
