import { expect, test } from 'vitest';
import { createSimulator } from './create-simulator.ts';
import type { Delivery } from './world/create-world.ts';
import { findRepository, repositoryById, resolveRepository } from './world/lookup.ts';

const by = 'ada-okafor';
const newSimulator = () => createSimulator({ seed: 3, clock: () => Date.parse('2026-01-05T09:00:00Z') });
const payloadsOf = (deliveries: Delivery[]) => deliveries.map(({ body }) => JSON.parse(body));

test('an installation on selected repositories receives events of those only', () => {
  const { commands } = newSimulator();
  const { value: installation } = commands.install({ by, repositories: ['storefront'] });
  const [starred, ...more] = commands.star({ repository: 'storefront', by }).deliveries;
  expect(more).toEqual([]);
  expect(starred?.installationId).toBe(installation.id);
  expect(commands.star({ repository: 'handbook', by }).deliveries).toEqual([]);
});

test('a suspended installation receives its suspension and its end, and nothing in between', () => {
  const { commands } = newSimulator();
  commands.install({ by });
  const kinds = (deliveries: Delivery[]) => deliveries.map(({ event, action }) => `${event}.${action}`);
  expect(kinds(commands.suspendInstallation({ by }).deliveries)).toEqual(['installation.suspend']);
  expect(commands.star({ repository: 'storefront', by }).deliveries).toEqual([]);
  expect(kinds(commands.unsuspendInstallation({ by }).deliveries)).toEqual(['installation.unsuspend']);
  expect(kinds(commands.unstar({ repository: 'storefront', by }).deliveries)).toEqual(['star.deleted']);
  commands.suspendInstallation({ by });
  expect(kinds(commands.uninstall({ by }).deliveries)).toEqual(['installation.deleted']);
});

test('a repository hook and an organisation hook receive their own events, without an installation', () => {
  const { commands, app, world } = newSimulator();
  const { value: installation } = commands.install({ by });
  const target = { repository: 'storefront', by };
  const { value: own } = commands.createHook({ ...target, url: 'http://localhost/own', events: ['*'] });
  const { value: all } = commands.createHook({ by, url: 'http://localhost/all', events: ['star'] });
  commands.createOrganisation({ login: 'second-org' });
  commands.createHook({ by, organisation: 'second-org', url: 'http://localhost/other', events: ['*'] });
  const { deliveries } = commands.star(target);
  expect(deliveries.map(({ hook }) => hook.id)).toEqual([app.hookId, own.id, all.id]);
  expect(payloadsOf(deliveries).map((payload) => payload.installation?.id)).toEqual([
    installation.id,
    undefined,
    undefined,
  ]);
  expect(new Set(deliveries.map(({ guid }) => guid)).size).toBe(3);
  expect(deliveries[1]).toMatchObject({
    installationId: null,
    repositoryId: findRepository(world, 'storefront').id,
  });
  const elsewhere = commands.star({ repository: 'handbook', by }).deliveries;
  expect(elsewhere.map(({ hook }) => hook.id)).toEqual([app.hookId, all.id]);
  const labelled = commands.createLabel({ ...target, name: 'new', color: '112233' }).deliveries;
  expect(labelled.map(({ hook }) => hook.id)).toEqual([app.hookId, own.id]);
  expect(commands.deleteRepository(target).deliveries.map(({ hook }) => hook.id)).toEqual([
    app.hookId,
    own.id,
  ]);
  expect(world.hooks.has(own.id)).toBe(false);
});

test('each installation of the App receives events of its own account, and a transfer moves a repository to the other', () => {
  const { commands, world } = newSimulator();
  commands.createOrganisation({ login: 'second-org' });
  const { value: first } = commands.install({ by, repositories: ['storefront', 'handbook'] });
  const { value: second } = commands.install({ account: 'Second-Org', by });
  const target = { repository: 'storefront', by };
  const { value: shop, deliveries } = commands.transferRepository({ ...target, to: 'second-org' });
  expect(deliveries.map(({ event, action, installationId }) => [event, action, installationId])).toEqual([
    ['installation_repositories', 'removed', first.id],
    ['repository', 'transferred', second.id],
  ]);
  expect(payloadsOf(deliveries)[1]).toMatchObject({
    changes: { owner: { from: { organization: { login: 'demo-org' } } } },
    repository: { id: shop.id, full_name: 'second-org/storefront' },
    organization: { login: 'second-org' },
  });
  expect(resolveRepository(world, 'demo-org', 'storefront')).toEqual({ repository: shop, moved: true });
  expect(() => commands.star(target)).toThrow(/storefront/);
  const starred = commands.star({ repository: 'second-org/storefront', by }).deliveries;
  expect(starred.map(({ installationId }) => installationId)).toEqual([second.id]);
  const ours = commands.star({ repository: 'handbook', by }).deliveries;
  expect(ours.map(({ installationId }) => installationId)).toEqual([first.id]);
});

test('a fork has its parent and the root of its network, and shares its commits', () => {
  const { commands, world } = newSimulator();
  const parent = findRepository(world, 'storefront');
  const fork = commands.forkRepository({ repository: 'storefront', by }).value;
  const second = commands.forkRepository({ repository: 'ada-okafor/storefront', by: 'bram-visser' }).value;
  expect(second).toMatchObject({ parent: fork, source: parent });
  commands.push({ repository: 'storefront', by, branch: 'main', commits: [{ message: 'Later' }] });
  expect(second.branches.get('main')?.head.sha).toBe(parent.branches.get('main')?.head.parents[0]);
});

test('an old name redirects to the renamed repository until another one takes it', () => {
  const { commands, world } = newSimulator();
  const shop = commands.renameRepository({ repository: 'storefront', by, name: 'shop' }).value;
  expect(resolveRepository(world, 'Demo-Org', 'SHOP')).toEqual({ repository: shop, moved: false });
  expect(resolveRepository(world, 'demo-org', 'Storefront')).toEqual({ repository: shop, moved: true });
  commands.renameRepository({ repository: 'shop', by, name: 'market' });
  expect(resolveRepository(world, 'demo-org', 'storefront')).toEqual({ repository: shop, moved: true });
  const fresh = commands.createRepository({ repository: 'storefront', by }).value;
  expect(resolveRepository(world, 'demo-org', 'storefront')).toEqual({ repository: fresh, moved: false });
  expect(resolveRepository(world, 'demo-org', 'shop')).toEqual({ repository: shop, moved: true });
  commands.deleteRepository({ repository: 'storefront', by });
  expect(resolveRepository(world, 'demo-org', 'storefront')).toBeUndefined();
  expect(repositoryById(world, shop.id)).toBe(shop);
  commands.deleteRepository({ repository: 'market', by });
  expect(repositoryById(world, shop.id)).toBeUndefined();
  expect(resolveRepository(world, 'demo-org', 'shop')).toBeUndefined();
  expect(resolveRepository(world, 'demo-org', 'market')).toBeUndefined();
});
