import { beforeAll, expect, test } from 'vitest';
import { type RunningRest, serveRest } from './serve-rest.ts';

let github: RunningRest;
let token: string;
const by = 'ada-okafor';

beforeAll(async () => {
  github = await serveRest();
  const { commands } = github.simulator;
  commands.createTeam({ name: 'Engineering', by });
  commands.createTeam({ name: 'Site Reliability', parent: 'engineering', by });
  commands.createTeam({ name: 'Night Shift', parent: 'site-reliability', by });
  commands.addTeamMember({ team: 'engineering', member: 'ada-okafor', role: 'maintainer', by });
  commands.addTeamMember({ team: 'night-shift', member: 'bram-visser', role: 'maintainer', by });
  token = github.rest.credentials.createPersonalToken({ login: by });
  return () => github[Symbol.asyncDispose]();
});

async function get(path: string, as = token) {
  const response = await fetch(`${github.url}${path}`, { headers: { authorization: `token ${as}` } });
  return { status: response.status, body: Object(await response.json()) };
}

test('teams are listed with their parents, and requested with their counts by slug', async () => {
  const { body } = await get('/orgs/demo-org/teams');
  expect(body).toMatchObject([
    { slug: 'engineering', parent: null },
    { slug: 'site-reliability', name: 'Site Reliability', parent: { slug: 'engineering' } },
    { slug: 'night-shift', parent: { slug: 'site-reliability' } },
  ]);
  expect(body[0]).not.toHaveProperty('updated_at');
  expect((await get('/orgs/demo-org/teams/engineering')).body).toMatchObject({
    ...{ members_count: 2, organization: { login: 'demo-org' } },
    updated_at: expect.any(String),
  });
  expect((await get('/orgs/demo-org/teams/none')).status).toBe(404);
});

test('members of a team include those of its child teams, as inherited, and can be filtered by role', async () => {
  const members = '/orgs/demo-org/teams/engineering/members';
  expect((await get(members)).body).toMatchObject([
    { login: 'ada-okafor', role: 'maintainer', inherited: false },
    { login: 'bram-visser', role: 'member', inherited: true },
  ]);
  const maintainers: unknown = (await get(`${members}?role=maintainer`)).body;
  expect(maintainers).toMatchObject([{ login: 'ada-okafor' }]);
  expect(maintainers).toHaveLength(1);
});

test('a team that is renamed has another slug, and one that is deleted ends with its children', async () => {
  const { commands, world } = github.simulator;
  commands.createTeam({ name: 'Old', by });
  commands.createTeam({ name: 'Below', parent: 'old', by });
  commands.editTeam({ team: 'old', name: 'New', by });
  expect((await get('/orgs/demo-org/teams/old')).status).toBe(404);
  expect((await get('/orgs/demo-org/teams/new')).status).toBe(200);
  commands.deleteTeam({ team: 'new', by });
  expect([...world.teams.values()].map(({ slug }) => slug)).not.toContain('below');
});

test('GraphQL shows the direct members of teams with their role at one point', async () => {
  const query = `{ organization(login: "demo-org") { teams(first: 100) { nodes { databaseId slug
    members(first: 100, membership: IMMEDIATE) { totalCount edges { role node { databaseId login } } } } } }
    rateLimit { cost } }`;
  const response = await fetch(`${github.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `token ${token}` },
    body: JSON.stringify({ query }),
  });
  const { data } = Object(await response.json());
  expect(data.rateLimit.cost).toBe(1);
  expect(data.organization.teams.nodes).toMatchObject([
    { slug: 'engineering', members: { totalCount: 1, edges: [{ role: 'MAINTAINER' }] } },
    { slug: 'night-shift', members: { edges: [{ role: 'MAINTAINER', node: { login: 'bram-visser' } }] } },
    { slug: 'site-reliability', members: { totalCount: 0, edges: [] } },
  ]);
});

test('an App without the permission `members` may not read teams', async () => {
  const { simulator, rest } = github;
  const installation = simulator.commands.install({ by }).value;
  delete installation.permissions.members;
  const { token: app } = rest.credentials.mintInstallationToken(installation);
  expect((await get('/orgs/demo-org/teams', app)).status).toBe(403);
  const response = await fetch(`${github.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `token ${app}` },
    body: JSON.stringify({ query: '{ organization(login: "demo-org") { teams(first: 1) { totalCount } } }' }),
  });
  expect(await response.json()).toMatchObject({ errors: [{ type: 'FORBIDDEN' }] });
});
