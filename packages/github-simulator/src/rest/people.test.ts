import { beforeAll, expect, test } from 'vitest';
import { type RunningRest, serveRest } from './serve-rest.ts';

let github: RunningRest;
const by = 'ada-okafor';
const secret = '/repos/demo-org/secret';

beforeAll(async () => {
  github = await serveRest();
  const { commands } = github.simulator;
  commands.createRepository({ repository: 'secret', private: true, by });
  commands.createRepository({ repository: 'inside', internal: true, by });
  commands.createUser({ login: 'hana' });
  commands.createUser({ login: 'ivo' });
  commands.createUser({ login: 'jun' });
  commands.createTeam({ name: 'Engineering', by });
  commands.createTeam({ name: 'Platform', parent: 'engineering', by });
  commands.addTeamMember({ team: 'platform', member: 'bram-visser', by });
  commands.addTeamMember({ team: 'engineering', member: 'chiara-conti', by });
  commands.addTeamRepository({ team: 'engineering', repository: 'secret', role: 'triage', by });
  commands.addTeamRepository({ team: 'platform', repository: 'secret', role: 'maintain', by });
  commands.addMember({ repository: 'secret', member: 'hana', permission: 'write', by });
  commands.addMember({ repository: 'secret', member: 'ivo', permission: 'read', by });
  commands.addMember({ repository: 'secret', member: 'emi-tanaka', permission: 'admin', by });
  commands.setBasePermission({ permission: 'none' });
  return () => github[Symbol.asyncDispose]();
});

type Token = Parameters<RunningRest['rest']['credentials']['createPersonalToken']>[0];
const tokenOf = (input: Token) => github.rest.credentials.createPersonalToken(input);

async function ask(is: string, as: string | null, body?: unknown) {
  const [method = '', path = ''] = is.split(' ');
  const response = await fetch(github.url + path, {
    method,
    redirect: 'manual',
    ...(as !== null && { headers: { authorization: `token ${as}` } }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: Object(JSON.parse(text || 'null')) };
}

async function graphql(query: string, as: string) {
  return (await ask('POST /graphql', as, { query })).body;
}

const roleOf = async (login: string, path = secret) => {
  const { body } = await ask(`GET ${path}/collaborators/${login}/permission`, tokenOf({ login: by }));
  return [body.permission, body.role_name];
};

test('the role on a repository is the greatest of the owners’, the base permission, teams with their parents, and its own', async () => {
  expect(await roleOf('ada-okafor')).toEqual(['admin', 'admin']);
  expect(await roleOf('bram-visser')).toEqual(['write', 'maintain']);
  expect(await roleOf('chiara-conti')).toEqual(['read', 'triage']);
  expect(await roleOf('hana')).toEqual(['write', 'write']);
  expect(await roleOf('emi-tanaka')).toEqual(['admin', 'admin']);
  expect(await roleOf('farid-haddad')).toEqual(['none', 'none']);
  expect(await roleOf('farid-haddad', '/repos/demo-org/inside')).toEqual(['read', 'read']);
  expect(await roleOf('jun', '/repos/demo-org/inside')).toEqual(['none', 'none']);
  expect(await roleOf('jun', '/repos/demo-org/storefront')).toEqual(['read', 'read']);
});

test('collaborators are listed by affiliation, for who can push', async () => {
  const logins = async (affiliation: string) =>
    (await ask(`GET ${secret}/collaborators?affiliation=${affiliation}`, tokenOf({ login: by }))).body.map(
      ({ login }: { login: string }) => login,
    );
  expect((await logins('all')).toSorted()).toEqual(
    ['ada-okafor', 'bram-visser', 'chiara-conti', 'emi-tanaka', 'hana', 'ivo'].toSorted(),
  );
  expect((await logins('direct')).toSorted()).toEqual(['emi-tanaka', 'hana', 'ivo']);
  expect((await logins('outside')).toSorted()).toEqual(['hana', 'ivo']);
  expect((await ask(`GET ${secret}/collaborators`, tokenOf({ login: 'chiara-conti' }))).status).toBe(403);
});

test('GraphQL shows the sources of each permission, the members with their roles, and the repositories of teams', async () => {
  const { data } = await graphql(
    `{
      organization(login: "demo-org") {
        membersWithRole(first: 100) { totalCount edges { role node { login } } }
        teams(first: 10) { nodes { slug repositories(first: 10) { edges { permission node { name } } } } }
      }
      repository(owner: "demo-org", name: "secret") {
        collaborators(first: 10, affiliation: ALL) {
          edges { permission node { login } permissionSources { permission roleName source { __typename } } }
        }
      }
    }`,
    tokenOf({ login: by }),
  );
  const { edges } = data.repository.collaborators;
  expect(edges.find(({ node }: { node: { login: string } }) => node.login === 'bram-visser')).toEqual({
    permission: 'MAINTAIN',
    node: { login: 'bram-visser' },
    permissionSources: [
      { permission: 'WRITE', roleName: 'maintain', source: { __typename: 'Team' } },
      { permission: 'READ', roleName: 'triage', source: { __typename: 'Team' } },
    ],
  });
  expect(data.organization.membersWithRole.edges).toContainEqual({
    role: 'ADMIN',
    node: { login: 'ada-okafor' },
  });
  expect(data.organization.teams.nodes).toContainEqual({
    slug: 'platform',
    repositories: { edges: [{ permission: 'MAINTAIN', node: { name: 'secret' } }] },
  });
});

test('a member who leaves loses the teams and the repositories', async () => {
  const { commands } = github.simulator;
  commands.addOrganisationMember({ member: 'jun', by });
  commands.addTeamMember({ team: 'platform', member: 'jun', by });
  expect(await roleOf('jun')).toEqual(['write', 'maintain']);
  commands.removeOrganisationMember({ member: 'jun', by });
  expect(await roleOf('jun')).toEqual(['none', 'none']);
});

/** The statuses of requests by role; GitHub hides what a user may not see. */
const asked = [
  `GET ${secret}`,
  `GET ${secret}/collaborators`,
  `POST ${secret}/labels`,
  `PATCH ${secret}`,
  `GET ${secret}/hooks`,
] as const;

test.for([
  ['owner', 'ada-okafor', [200, 200, 422, 200, 200]],
  ['admin', 'emi-tanaka', [200, 200, 422, 200, 200]],
  ['maintain', 'bram-visser', [200, 200, 422, 403, 404]],
  ['write', 'hana', [200, 200, 422, 403, 404]],
  ['triage', 'chiara-conti', [200, 403, 403, 403, 404]],
  ['read', 'ivo', [200, 403, 403, 403, 404]],
  ['outsider', 'jun', [404, 404, 404, 404, 404]],
  ['anonymous', null, [404, 404, 401, 401, 404]],
] as const)('a token shows and allows what the role of its user does: %s', async ([, login, statuses]) => {
  const token = login === null ? null : tokenOf({ login });
  const answers = [];
  for (const is of asked) answers.push((await ask(is, token, is.startsWith('GET') ? undefined : {})).status);
  expect(answers).toEqual(statuses);
});

test.for([
  ['repo', ['repo'], [200, 422, 200, 404, 404]],
  ['public_repo', ['public_repo'], [404, 404, 404, 404, 404]],
  ['admin:repo_hook', ['admin:repo_hook'], [404, 404, 404, 404, 404]],
  ['repo and read:org', ['repo', 'read:org'], [200, 422, 200, 200, 404]],
  ['repo and admin:org_hook', ['repo', 'admin:org_hook'], [200, 422, 200, 404, 200]],
] as const)(
  'the scopes of a classic token limit what its user could do: %s',
  async ([, scopes, statuses]) => {
    const token = tokenOf({ login: by, scopes });
    const answers = [];
    for (const is of [
      `GET ${secret}`,
      `POST ${secret}/labels`,
      `GET ${secret}/hooks`,
      'GET /orgs/demo-org/teams',
      'GET /orgs/demo-org/hooks',
    ])
      answers.push((await ask(is, token, is.startsWith('GET') ? undefined : {})).status);
    expect(answers).toEqual(statuses);
  },
);

test('a fine-grained token has its permissions and no others', async () => {
  const token = tokenOf({ login: by, format: 'fine-grained', permissions: { issues: 'read' } });
  expect((await ask(`GET ${secret}/issues`, token)).status).toBe(200);
  expect((await ask(`POST ${secret}/labels`, token, {})).body).toMatchObject({
    message: 'Resource not accessible by personal access token',
  });
  expect((await ask('GET /orgs/demo-org/teams', token)).status).toBe(403);
});

test('a parameter that the simulator does not apply is refused by name, also when its list is kept', async () => {
  const token = tokenOf({ login: by });
  for (const path of [`${secret}/issues?mentioned=hana`, `${secret}/labels?q=bug`])
    for (const _ of ['first', 'again'])
      expect(await ask(`GET ${path}`, token)).toMatchObject({
        status: 501,
        body: {
          message: expect.stringMatching(
            /^The simulator does not apply the parameter `(mentioned|q)` of GET/,
          ),
        },
      });
  expect((await ask(`GET ${secret}/issues?state=all`, token)).status).toBe(200);
  expect((await ask(`GET ${secret}/issues?state=all`, token)).status).toBe(200);
});

test('who may not read the members is shown the public ones, and the settings only owners', async () => {
  const { status, headers } = await ask('GET /orgs/demo-org/members?role=admin', tokenOf({ login: 'hana' }));
  expect([status, headers.get('location')]).toEqual([302, `${github.url}/orgs/demo-org/public_members`]);
  const settingsOf = async (login: string) =>
    (await ask('GET /orgs/demo-org', tokenOf({ login }))).body.default_repository_permission;
  expect(await settingsOf('ada-okafor')).toBe('none');
  expect(await settingsOf('bram-visser')).toBeUndefined();
});
