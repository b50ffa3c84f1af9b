import { storeObservations } from '@hubtwin/database';
import { resources } from '@hubtwin/resources';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refetchUncertain } from '../src/fetch/refetch-uncertain.ts';
import { interpretDelivery } from '../src/interpret-delivery.ts';
import { syncOrganization } from '../src/sync/organization/sync-organization.ts';
import { syncRepository } from '../src/sync/sync-repository.ts';
import { startTwin, type TestTwin } from './start-twin.ts';
import { organizationDifferences } from './truth.ts';

const by = 'ada-okafor';
const call = { priority: 'high' } as const;
let twin: TestTwin;
let aheadMs = 0;

beforeAll(async () => {
  twin = await startTwin({});
});
afterAll(() => twin[Symbol.asyncDispose]());

const commands = () => twin.running.simulator.commands;
const query = async (text: string, values: unknown[] = []) =>
  (await twin.connection.pool.query(text, values)).rows;

async function sync(): Promise<string[]> {
  const { organisation, installations } = twin.running.simulator.world;
  const view = twin.github.forInstallation([...installations.keys()][0] ?? 0);
  return await syncOrganization({ database: twin.connection.database, view }, organisation, call);
}

async function receive(deliveries: readonly { event: string; body: string }[]): Promise<void> {
  for (const { event, body } of deliveries) {
    const receivedAt = new Date(Date.now() + aheadMs);
    const { observations } = interpretDelivery({ event, payload: JSON.parse(body), receivedAt });
    await storeObservations(twin.connection.database, observations);
  }
}

/** What GitHub says of the access of a person. */
async function roleOf(repository: string, login: string): Promise<string> {
  const { rest, url } = twin.running;
  const token = rest.credentials.createPersonalToken({ login: by });
  const path = `${url}/repos/demo-org/${repository}/collaborators/${login}/permission`;
  const response = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
  return Object(await response.json()).role_name;
}

/** What the twin says of it: everybody may read a public repository. */
async function storedRoleOf(repository: string, login: string): Promise<string> {
  const [row] = await query(
    'select permission from hubtwin.repository_access where repository = $1 and login = $2',
    [`demo-org/${repository}`, login],
  );
  const [of] = await query('select visibility from hubtwin.repositories where repository = $1', [
    `demo-org/${repository}`,
  ]);
  return row?.permission ?? (of?.visibility === 'public' ? 'read' : 'none');
}

const roles = ['read', 'triage', 'write', 'maintain', 'admin'] as const;
const role = fc.constantFrom(...roles);
const people = [
  'ada-okafor',
  'bram-visser',
  'chiara-conti',
  'emi-tanaka',
  'farid-haddad',
  'out-one',
  'out-two',
];
const members = people.slice(1, 5);

/** An organisation with repositories, teams and people with any access. */
const organisation = fc.record({
  base: fc.constantFrom('none' as const, 'read' as const, 'write' as const, 'admin' as const),
  owners: fc.subarray(members),
  repositories: fc.array(
    fc.record({
      visibility: fc.constantFrom('public', 'internal', 'private'),
      isArchived: fc.boolean(),
      direct: fc.array(fc.record({ member: fc.constantFrom(...people), permission: role }), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  teams: fc.array(
    fc.record({
      // Of a team before it, so that they are nested several deep; another number: none.
      parent: fc.nat(5),
      members: fc.subarray(members),
      grants: fc.array(fc.record({ repository: fc.nat(2), role }), { maxLength: 2 }),
    }),
    { maxLength: 5 },
  ),
});
type Organisation = typeof organisation extends fc.Arbitrary<infer T> ? T : never;

let worlds = 0;

/** Creates what the organisation has; @returns the names of its repositories. */
async function build({ base, owners, repositories, teams }: Organisation): Promise<string[]> {
  const world = worlds++;
  const { simulator } = twin.running;
  for (const { slug } of [...simulator.world.teams.values()])
    if ([...simulator.world.teams.values()].some((team) => team.slug === slug))
      commands().deleteTeam({ team: slug, by });
  for (const member of members)
    commands().setOrganisationRole({ member, role: owners.includes(member) ? 'admin' : 'member' });
  for (const login of ['out-one', 'out-two'])
    if (!simulator.world.accounts.has(login)) commands().createUser({ login });
  commands().setBasePermission({ permission: base });
  const names: string[] = [];
  for (const { visibility } of repositories) {
    const repository = `world-${world}-${names.length}`;
    const { deliveries } = commands().createRepository({
      ...{ repository, by },
      private: visibility !== 'public',
      internal: visibility === 'internal',
    });
    await receive(deliveries);
    names.push(repository);
  }
  for (const [nth, { direct, isArchived }] of repositories.entries()) {
    const repository = names[nth] ?? '';
    for (const [member, { permission }] of new Map(direct.map((each) => [each.member, each])))
      commands().addMember({ repository, member, permission, by });
    if (isArchived) commands().archiveRepository({ repository, by });
  }
  const slugs: string[] = [];
  for (const { parent, members, grants } of teams) {
    const team = `team-${world}-${slugs.length}`;
    const above = slugs[parent];
    commands().createTeam({ name: team, by, ...(above !== undefined && { parent: above }) });
    slugs.push(team);
    for (const member of members) commands().addTeamMember({ team, member, by });
    for (const [at, { role }] of new Map(grants.map((each) => [each.repository, each]))) {
      const repository = names[at];
      if (repository !== undefined) commands().addTeamRepository({ team, repository, role, by });
    }
  }
  return names;
}

test('who may do what with a repository equals GitHub’s own answer, for any organisation', {
  timeout: 240_000,
}, async () => {
  const { simulator } = twin.running;
  await fc.assert(
    fc.asyncProperty(organisation, async (any) => {
      const names = await build(any);
      aheadMs += 120_000;
      simulator.shiftTime(aheadMs);
      expect(await sync()).toEqual([]);
      await twin.importAll(names.map((name) => `demo-org/${name}`));
      for (const repository of names)
        for (const login of people)
          expect([repository, login, await storedRoleOf(repository, login)]).toEqual([
            ...[repository, login],
            await roleOf(repository, login),
          ]);
    }),
    { numRuns: 25 },
  );
  expect(await organizationDifferences(twin.running, twin.connection, 'demo-org')).toEqual([]);
});

async function refetch(repository: string): Promise<void> {
  aheadMs += 120_000;
  twin.running.simulator.shiftTime(aheadMs);
  const context = { database: twin.connection.database, github: twin.github, ...call };
  const repositoryId = twin.repositoryIdOf(`demo-org/${repository}`);
  for (const definition of resources.filter(({ name }) => name === 'collaborators'))
    expect(await refetchUncertain(definition, repositoryId, context)).toMatchObject({ remaining: 0 });
}

test('events change who may do what, and fetches add what they do not contain', async () => {
  const [repository = ''] = await build({
    ...{ base: 'none', owners: [], teams: [] },
    repositories: [{ visibility: 'private', isArchived: false, direct: [] }],
  });
  aheadMs += 120_000;
  twin.running.simulator.shiftTime(aheadMs);
  await sync();
  await twin.importAll([`demo-org/${repository}`]);
  const { createTeam, addTeamMember, addTeamRepository, editTeamRepository, removeTeamRepository } =
    commands();
  const { addMember, editMember, removeMember, addOrganisationMember, removeOrganisationMember } = commands();
  const happens = async ({ deliveries }: { deliveries: readonly { event: string; body: string }[] }) => {
    aheadMs += 1_000;
    twin.running.simulator.shiftTime(aheadMs);
    await receive(deliveries);
  };
  const expectRole = async (login: string, role: string) =>
    expect([await roleOf(repository, login), await storedRoleOf(repository, login)]).toEqual([role, role]);

  await happens(createTeam({ name: 'Over', by }));
  await happens(createTeam({ name: 'Under', parent: 'over', by }));
  await happens(addTeamMember({ team: 'under', member: 'bram-visser', by }));
  await happens(addTeamRepository({ team: 'over', repository, role: 'triage', by }));
  await expectRole('bram-visser', 'triage');
  await happens(editTeamRepository({ team: 'over', repository, role: 'maintain', by }));
  await expectRole('bram-visser', 'maintain');
  await happens(removeTeamRepository({ team: 'over', repository, by }));
  await expectRole('bram-visser', 'none');

  await happens(addMember({ repository, member: 'out-one', permission: 'triage', by }));
  await refetch(repository);
  await expectRole('out-one', 'triage');
  await happens(editMember({ repository, member: 'out-one', permission: 'admin', by }));
  await refetch(repository);
  await expectRole('out-one', 'admin');
  await happens(removeMember({ repository, member: 'out-one', by }));
  await expectRole('out-one', 'none');

  await happens(addTeamRepository({ team: 'under', repository, role: 'write', by }));
  await happens(addOrganisationMember({ member: 'out-two', by }));
  await happens(addTeamMember({ team: 'under', member: 'out-two', by }));
  await expectRole('out-two', 'write');
  await happens(removeOrganisationMember({ member: 'out-two', by }));
  await expectRole('out-two', 'none');
});

test('collaborators that GitHub denies are kept, and the list is named with the reason', async () => {
  const [repository = ''] = await build({
    ...{ base: 'none', owners: [], teams: [] },
    repositories: [
      { visibility: 'private', isArchived: false, direct: [{ member: 'out-one', permission: 'write' }] },
    ],
  });
  const name = `demo-org/${repository}`;
  await twin.importAll([name]);
  expect(await storedRoleOf(repository, 'out-one')).toBe('write');
  const { rest } = twin.running;
  const refusal = {
    data: { node: { collaborators: null } },
    errors: [{ type: 'FORBIDDEN', message: 'You do not have permission to view repository collaborators.' }],
  };
  const rule = rest.faults.add({
    fault: {
      ...{ kind: 'answer', status: 200, body: JSON.stringify(refusal) },
      headers: { 'content-type': 'application/json; charset=utf-8' },
    },
    path: '/graphql',
  });
  const { lists } = await syncRepository(twin.repositoryIdOf(name), ['collaborators'], {
    ...{ database: twin.connection.database, github: twin.github, priority: 'high' },
  });
  rest.faults.remove(rule);
  expect(lists).toMatchObject([
    {
      resource: 'collaborators',
      state: 'refused',
      reason: expect.stringContaining('You do not have permission'),
    },
  ]);
  expect(await storedRoleOf(repository, 'out-one')).toBe('write');
});

test('the public members, to which GitHub redirects outsiders, are not mistaken for all of them', async () => {
  await sync();
  const before = await query('select login, role from hubtwin.organization_members order by login');
  expect(before).not.toEqual([]);
  const rule = twin.running.rest.faults.add({
    fault: {
      ...{ kind: 'answer', status: 302, body: '' },
      headers: { location: `${twin.running.url}/orgs/demo-org/public_members` },
    },
    path: '/orgs/demo-org/members',
  });
  aheadMs += 120_000;
  twin.running.simulator.shiftTime(aheadMs);
  expect(await sync()).toEqual([expect.stringMatching(/^organization_members of demo-org: refused/)]);
  twin.running.rest.faults.remove(rule);
  expect(await query('select login, role from hubtwin.organization_members order by login')).toEqual(before);
});
