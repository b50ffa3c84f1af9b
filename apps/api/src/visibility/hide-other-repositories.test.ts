import { exampleDeliveries } from '@hubtwin/test-kit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hideOtherRepositories } from './hide-other-repositories.ts';

const mine = { id: 1, full_name: 'acme/rocket', html_url: 'https://github.com/acme/rocket' };
const visible = { ids: new Set([1]), names: new Set(['acme/rocket', 'acme/old-rocket']) };
const api = 'https://api.github.com';

/** Each shows the canary, `vault/canary` with the id 99, in one of the ways in which GitHub's objects name a repository. */
const ways: Record<string, object> = {
  repository: { repo: { id: 99, full_name: 'vault/canary', private: true } },
  'repository in another case': { repo: { id: 99, full_name: 'Vault/Canary' } },
  'repository of a run, without its full name': {
    repo: { id: 99, name: 'canary', url: `${api}/repos/vault/canary` },
  },
  'issue in it': {
    new_issue: { id: 5, title: 'canary', repository_url: `${api}/repos/vault/canary`, url: `${api}/x` },
  },
  'pull request in it': { pull: { id: 5, title: 'canary', url: `${api}/repos/vault/canary/pulls/1` } },
  'discussion in it': {
    discussion: { title: 'canary', html_url: 'https://github.com/vault/canary/discussions/1' },
  },
  'object by the id of it': { rule: { name: 'canary', repository_id: 99 } },
  'object by the address of its id': { thing: { name: 'canary', url: `${api}/repositories/99/thing` } },
  'address of an issue': { parent_issue_url: `${api}/repos/vault/canary/issues/3` },
  'address on an Enterprise Server': {
    parent_issue_url: 'https://git.example/api/v3/repos/vault/canary/issues/3',
  },
  'page of an Enterprise Server': { thing_url: 'https://git.example/vault/canary/pull/3' },
  'clone address': { clone_url: 'https://github.com/vault/canary.git' },
  'ssh address': { ssh_url: 'git@github.com:vault/canary.git' },
  'raw file': { download_url: 'https://raw.githubusercontent.com/vault/canary/main/x' },
  'encoded address': { thing: { html_url: 'https://github.com/vault/%63anary/issues/1', title: 'canary' } },
  link: { _links: { html: { href: 'https://github.com/vault/canary/pull/1' } } },
  'reusable workflow': {
    referenced_workflows: [{ path: 'vault/canary/.github/workflows/x.yml@main', sha: 'a' }],
  },
  name: { source: { repository_full_name: 'vault/canary' } },
  'list of repositories': { repositories_added: [{ id: 99, full_name: 'vault/canary' }, mine] },
};

test.for(Object.entries(ways))('another repository is not shown: %s', ([, given]) => {
  const { shown, hidden } = hideOtherRepositories({ action: 'x', ...given, repository: mine }, visible);
  expect(JSON.stringify(shown)).not.toMatch(/canary|99/i);
  expect(hidden.length).toBeGreaterThan(0);
  expect(shown).toMatchObject({ action: 'x', repository: mine });
});

test('wherever it stands, and among whatever else', () => {
  const inside = fc.constantFrom(...Object.values(ways));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 5 }, inside, tie('list'), tie('object')),
    list: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    object: fc.dictionary(fc.constantFrom('changes', 'from', 'pull_request', 'head', 'x'), tie('tree'), {
      minKeys: 1,
    }),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const { shown } = hideOtherRepositories({ repository: mine, value }, visible);
      expect(JSON.stringify(shown)).not.toMatch(/canary|99/i);
    }),
    { numRuns: 1_000 },
  );
});

test('what is not of another repository stays: accounts, Apps, licences, old names, texts that people wrote', () => {
  const object = {
    repository: mine,
    issue: {
      id: 5,
      url: `${api}/repos/acme/old-rocket/issues/1`,
      body: 'see https://github.com/vault/canary',
    },
    sender: { id: 99, login: 'ada', url: `${api}/users/ada`, html_url: 'https://github.com/ada' },
    organization: { id: 99, url: `${api}/orgs/vault`, repos_url: `${api}/orgs/vault/repos` },
    app: {
      id: 99,
      html_url: 'https://github.com/apps/canary',
      external_url: 'https://ci.example/vault/canary',
    },
    license: { key: 'mit', url: `${api}/licenses/mit` },
    avatar_url: 'https://avatars.githubusercontent.com/u/99?v=4',
    ref: 'vault/canary',
    nothing: null,
  };
  expect(hideOtherRepositories(object, visible)).toEqual({ shown: object, hidden: [] });
});

test("GitHub's own examples show nothing by the name of a repository that is not theirs", () => {
  const found: string[] = [];
  for (const { payload } of exampleDeliveries()) {
    const { id, full_name } = Object(payload.repository);
    if (typeof id !== 'number' || typeof full_name !== 'string') continue;
    const names = new Set([full_name.toLowerCase()]);
    const { shown } = hideOtherRepositories(payload, { ids: new Set([id]), names });
    for (const [, name = ''] of JSON.stringify(shown).matchAll(/\/repos\/([^/"]+\/[^/"{?]+)/g)) {
      if (!names.has(name.toLowerCase())) found.push(name);
    }
  }
  expect(found).toEqual([]);
});

test('the paths of what is hidden are short, however long the keys are', () => {
  let value: object = { list: Array.from({ length: 120 }, () => ({ id: 99, full_name: 'vault/canary' })) };
  for (let depth = 0; depth < 300; depth += 1) value = { ['k'.repeat(7_000)]: value };
  const { hidden } = hideOtherRepositories({ repository: mine, value }, visible);
  expect(hidden).toHaveLength(100);
  expect(Math.max(...hidden.map(({ length }) => length))).toBeLessThanOrEqual(300);
});

test('what is nested deeply around many names is searched in a moment', () => {
  let value: unknown = Array.from({ length: 110_000 }, () => ({ id: 1, full_name: 'a/b' }));
  for (let depth = 0; depth < 985; depth += 1) value = [value];
  // CPU time of this thread, independent of the load of the machine.
  const before = process.threadCpuUsage();
  hideOtherRepositories({ repository: mine, value }, visible);
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(1_000);
});
