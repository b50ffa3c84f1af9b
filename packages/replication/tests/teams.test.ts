import { storeObservations } from '@hubtwin/database';
import { resources } from '@hubtwin/resources';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refetchUncertain } from '../src/fetch/refetch-uncertain.ts';
import { interpretDelivery } from '../src/interpret-delivery.ts';
import { syncOrganization } from '../src/sync/organization/sync-organization.ts';
import { startTwin, type TestTwin } from './start-twin.ts';
import { organizationDifferences } from './truth.ts';

const by = 'ada-okafor';
const call = { priority: 'high' } as const;
const mirrored = resources.filter(({ inOrganization }) => inOrganization === true);
let twin: TestTwin;
let aheadMs = 0;

beforeAll(async () => {
  twin = await startTwin({});
  const { createTeam, addTeamMember } = commands();
  createTeam({ name: 'Engineering', by });
  createTeam({ name: 'Platform', parent: 'engineering', by });
  createTeam({ name: 'Shop', parent: 'engineering', privacy: 'secret', by });
  addTeamMember({ team: 'engineering', member: 'ada-okafor', role: 'maintainer', by });
  addTeamMember({ team: 'platform', member: 'bram-visser', by });
  addTeamMember({ team: 'platform', member: 'chiara-conti', role: 'maintainer', by });
});
afterAll(() => twin[Symbol.asyncDispose]());

const commands = () => twin.running.simulator.commands;
const query = async (text: string) => (await twin.connection.pool.query(text)).rows;

/** Two minutes go by, in which GitHub's replicas have every change. */
function pass(): void {
  aheadMs += 120_000;
  twin.running.simulator.shiftTime(aheadMs);
}

async function sync(): Promise<string[]> {
  const { organisation, installations } = twin.running.simulator.world;
  const view = twin.github.forInstallation([...installations.keys()][0] ?? 0);
  return await syncOrganization({ database: twin.connection.database, view }, organisation, call);
}

async function receive(deliveries: readonly { event: string; body: string }[]): Promise<void> {
  for (const { event, body } of deliveries) {
    aheadMs += 1_000;
    twin.running.simulator.shiftTime(aheadMs);
    const receivedAt = new Date(Date.now() + aheadMs);
    const { observations } = interpretDelivery({ event, payload: JSON.parse(body), receivedAt });
    await storeObservations(twin.connection.database, observations);
  }
}

async function refetch(): Promise<void> {
  const { github, connection } = twin;
  pass();
  for (const definition of mirrored)
    expect(
      await refetchUncertain(definition, null, { database: connection.database, github, ...call }),
    ).toMatchObject({
      remaining: 0,
    });
}

async function expectEqual(): Promise<void> {
  expect(await organizationDifferences(twin.running, twin.connection, 'demo-org')).toEqual([]);
}

const teams = () =>
  query('select slug, parent_id is null as top from teams where deleted_at is null order by slug');
const members = () =>
  query(`select t.slug, m.login, m.role from team_members as m
           join teams as t on t.organization_id = m.organization_id and t.id = m.team_id
          where m.deleted_at is null order by t.slug, m.login`);

test('a sync reads the teams of an organisation and their direct members with their roles', async () => {
  expect(await sync()).toEqual([]);
  expect(await teams()).toEqual([
    { slug: 'engineering', top: true },
    { slug: 'platform', top: false },
    { slug: 'shop', top: false },
  ]);
  expect(await members()).toEqual([
    { slug: 'engineering', login: 'ada-okafor', role: 'maintainer' },
    { slug: 'platform', login: 'bram-visser', role: 'member' },
    { slug: 'platform', login: 'chiara-conti', role: 'maintainer' },
  ]);
  await expectEqual();
});

test('an unchanged organisation of many teams costs a few requests, and none of the core limit', async () => {
  for (let nth = 0; nth < 55; nth += 1) {
    commands().createTeam({ name: `Team ${nth}`, by });
    commands().addTeamMember({ team: `team-${nth}`, member: 'bram-visser', by });
  }
  pass();
  await sync();
  await expectEqual();
  pass();
  twin.running.rest.log.clear();
  await sync();
  const requests = twin.running.rest.log.list();
  expect(requests.filter(({ resource, cost }) => resource === 'core' && cost > 0)).toEqual([]);
  expect(requests.map(({ route }) => route)).toEqual([
    'GET /orgs/:login/actions/runners',
    'GET /orgs/:login',
    // Of each role, and of teams with their members and their repositories, fifty teams at once.
    ...['GET /orgs/:login/members', 'GET /orgs/:login/members', 'GET /orgs/:login/teams'],
    ...['POST /graphql', 'POST /graphql', 'POST /graphql', 'POST /graphql'],
  ]);
  for (let nth = 0; nth < 55; nth += 1) commands().deleteTeam({ team: `team-${nth}`, by });
  pass();
  await sync();
  await refetch();
  await expectEqual();
});

test('events change teams and members, and fetches add what they do not contain', async () => {
  const { createTeam, editTeam, addTeamMember, removeTeamMember } = commands();
  await receive([
    ...createTeam({ name: 'Data', parent: 'engineering', by }).deliveries,
    ...addTeamMember({ team: 'data', member: 'emi-tanaka', role: 'maintainer', by }).deliveries,
    ...addTeamMember({ team: 'data', member: 'farid-haddad', by }).deliveries,
  ]);
  expect(await members()).toContainEqual({ slug: 'data', login: 'emi-tanaka', role: null });
  await refetch();
  expect(await members()).toContainEqual({ slug: 'data', login: 'emi-tanaka', role: 'maintainer' });
  await receive([
    ...editTeam({ team: 'data', name: 'Insights', by }).deliveries,
    ...removeTeamMember({ team: 'insights', member: 'farid-haddad', by }).deliveries,
  ]);
  await refetch();
  expect(await members()).not.toContainEqual({ slug: 'insights', login: 'farid-haddad', role: 'member' });
  await expectEqual();
});

test('a deleted team ends with its children and the members of all', async () => {
  const { createTeam, addTeamMember, deleteTeam } = commands();
  createTeam({ name: 'Old', by });
  createTeam({ name: 'Below', parent: 'old', by });
  addTeamMember({ team: 'below', member: 'emi-tanaka', by });
  pass();
  await sync();
  expect(await teams()).toContainEqual({ slug: 'below', top: false });
  pass();
  await receive(deleteTeam({ team: 'old', by }).deliveries);
  expect(await teams()).not.toContainEqual({ slug: 'old', top: true });
  await sync();
  await refetch();
  await expectEqual();
  expect(
    await query(`select from team_members where login = 'emi-tanaka' and deleted_at is null`),
  ).toHaveLength(1);
});

test('a team that the list does not show but GitHub returns is not deleted', async () => {
  const before = await teams();
  const { faults } = twin.running.rest;
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const rule = faults.add({
    fault: { kind: 'answer', status: 200, body: '[]', headers },
    path: '/orgs/demo-org/teams\\?',
  });
  pass();
  expect(await sync()).toEqual([]);
  expect(faults.list()).toMatchObject([{ met: 1 }]);
  expect(await teams()).toEqual(before);
  faults.remove(rule);
});

test('without the permission nothing is deleted, and the lists are named with the reason', async () => {
  const before = [await teams(), await members()];
  const rule = twin.running.rest.faults.add({
    fault: { kind: 'refusal', status: 403, message: 'Resource not accessible by integration' },
    path: '/orgs/demo-org/teams',
  });
  pass();
  expect(await sync()).toEqual([expect.stringMatching(/^teams of demo-org: refused/)]);
  expect([await teams(), await members()]).toEqual(before);
  twin.running.rest.faults.remove(rule);
});

test('a membership of a deleted team is deleted, and one of the organisation is ignored', () => {
  const organization = { id: 7, login: 'acme', node_id: 'O' };
  const member = { id: 3, login: 'ada', node_id: 'U', type: 'User' };
  const of = (payload: object) =>
    interpretDelivery({
      event: 'membership',
      payload: { action: 'removed', member, organization, ...payload },
      receivedAt: new Date(),
    }).observations.filter(({ resource }) => resource.name === 'team_members');
  expect(of({ scope: 'team', team: { id: 5, name: 'Gone', deleted: true } })).toMatchObject([
    { isDeleted: true, key: { organization_id: 7, team_id: 5, id: 3 }, repositoryId: null },
  ]);
  expect(of({ scope: 'organization', team: { id: 5, name: 'x' } })).toEqual([]);
});
