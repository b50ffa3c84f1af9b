import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { history } from '../scenario/history.ts';
import type { Release } from '../world/model.ts';
import { type RunningRest, serveRest } from './serve-rest.ts';

// Recorded responses of GitHub: the simulator must not lack a field.

const folder = import.meta.resolve('@octokit/fixtures/package.json');

let github: RunningRest;
let token: string;
let release: Release;
beforeAll(async () => {
  github = await serveRest();
  for (const _ of history(github.simulator));
  const ada = { repository: 'storefront', by: 'ada-okafor' };
  const { commands } = github.simulator;
  release = commands.publishRelease({ ...ada, tag: 'v9.0.0' }).value;
  commands.push({
    ...ada,
    branch: 'main',
    commits: [{ message: 'Say hello', files: { 'README.md': '# Hello' } }],
  });
  commands.createBranch({ ...ada, branch: 'open' });
  const rule = { requiredReviews: 1, requiredChecks: ['foo/bar'], enforcesAdmins: true };
  commands.protectBranch({ ...ada, branch: 'main', ...rule });
  // Without push access the collaborators are not visible.
  commands.addMember({ ...ada, member: 'ada-okafor' });
  token = github.rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  return () => github[Symbol.asyncDispose]();
});

async function ask(request: TestRequest) {
  const [method = '', path = ''] = request.is.split(' ');
  const response = await fetch(github.url + path, {
    method,
    headers: { authorization: `token ${token}`, ...request.headers },
    redirect: 'manual',
    ...(request.body !== undefined && { body: request.body }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? '' : JSON.parse(text) };
}

/** Paths of all fields; for a list, those of its first element. */
function fieldsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return fieldsOf(value[0], `${path}[]`);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => [
    `${path}.${name}`,
    ...fieldsOf(child, `${path}.${name}`),
  ]);
}

/** Recorded fields that are missing, except below a value that is null or empty here. */
function missing(recorded: unknown, ours: unknown): string[] {
  const have = new Set(fieldsOf(ours));
  return fieldsOf(recorded).filter((field) => {
    const parent = field.slice(0, field.lastIndexOf('.'));
    return (
      !have.has(field) &&
      (parent === '' || parent === '[]' || [...have].some((each) => each.startsWith(`${parent}.`)))
    );
  });
}

interface Recorded {
  method: string;
  path: string;
  status: number;
  response: unknown;
}

/** Responses of one scenario by method and end of the path, in the order of recording. */
function recordedOf(scenario: string): Recorded[] {
  const file = new URL(`scenarios/api.github.com/${scenario}/normalized-fixture.json`, folder);
  return JSON.parse(readFileSync(file, 'utf8'));
}

interface TestRequest {
  /** Method and path. */
  is: string;
  body?: string;
  headers?: Record<string, string>;
}

interface Comparison extends TestRequest {
  scenario: string;
  /** Index of the response in the scenario. */
  answer: number;
  /** Fields that the model does not support. */
  without?: string[];
}

const storefront = '/repos/demo-org/storefront';
const compared: Comparison[] = [
  { scenario: 'add-and-remove-repository-collaborator', answer: 3, is: `GET ${storefront}/collaborators` },
  { scenario: 'branch-protection', answer: 0, is: `GET ${storefront}/branches/open/protection` },
  { scenario: 'branch-protection', answer: 1, is: `GET ${storefront}/branches/main/protection` },
  {
    scenario: 'branch-protection',
    answer: 2,
    is: `GET ${storefront}/branches/main/protection`,
    without: ['.restrictions', '.required_pull_request_reviews.dismissal_restrictions'],
  },
  {
    scenario: 'errors',
    answer: 0,
    is: `POST ${storefront}/labels`,
    body: '{"name":"foo","color":"invalid"}',
  },
  { scenario: 'get-content', answer: 0, is: `GET ${storefront}/contents/` },
  { scenario: 'get-organization', answer: 0, is: 'GET /orgs/demo-org' },
  { scenario: 'get-repository', answer: 0, is: `GET ${storefront}` },
  { scenario: 'git-refs', answer: 0, is: `GET ${storefront}/git/refs/` },
  { scenario: 'labels', answer: 0, is: `GET ${storefront}/labels` },
  {
    scenario: 'labels',
    answer: 1,
    is: `POST ${storefront}/labels`,
    body: '{"name":"test-label","color":"663399"}',
  },
  { scenario: 'labels', answer: 2, is: `GET ${storefront}/labels/test-label` },
  {
    scenario: 'labels',
    answer: 3,
    is: `PATCH ${storefront}/labels/test-label`,
    body: '{"new_name":"test-label-updated","color":"BADA55"}',
  },
  { scenario: 'labels', answer: 4, is: `DELETE ${storefront}/labels/test-label-updated` },
  { scenario: 'paginate-issues', answer: 0, is: `GET ${storefront}/issues?per_page=3&state=all` },
  { scenario: 'paginate-issues', answer: 1, is: `GET ${storefront}/issues?per_page=3&page=2&state=all` },
  { scenario: 'release-assets', answer: 0, is: `GET ${storefront}/releases/tags/v9.0.0` },
  {
    scenario: 'release-assets',
    answer: 1,
    is: `POST ${storefront}/releases/{release}/assets?name=test-upload.txt&label=test`,
    body: 'Hello, world!\n',
    headers: { 'content-type': 'text/plain' },
  },
  {
    scenario: 'release-assets-conflict',
    answer: 1,
    is: `POST ${storefront}/releases/{release}/assets?name=test-upload.txt&label=test`,
    body: 'Hello, world!\n',
    // Only the uploads host returns it; the simulator returns it in the headers.
    without: ['.request_id'],
  },
  { scenario: 'release-assets', answer: 2, is: `GET ${storefront}/releases/{release}/assets` },
  { scenario: 'release-assets', answer: 3, is: `GET ${storefront}/releases/assets/{asset}` },
  {
    scenario: 'release-assets',
    answer: 4,
    is: `PATCH ${storefront}/releases/assets/{asset}`,
    body: '{"name":"new-filename.txt","label":"new label"}',
  },
  { scenario: 'release-assets', answer: 5, is: `DELETE ${storefront}/releases/assets/{asset}` },
  {
    scenario: 'rename-repository',
    answer: 0,
    is: 'PATCH /repos/demo-org/forecast',
    body: '{"name":"rename-repository-newname"}',
  },
  { scenario: 'rename-repository', answer: 1, is: 'GET /repos/demo-org/forecast' },
  {
    scenario: 'rename-repository',
    answer: 3,
    is: 'PATCH /repos/demo-org/forecast',
    body: '{"description":"test description"}',
  },
  {
    scenario: 'search-issues',
    answer: 0,
    is: 'GET /search/issues?q=the%20repo%3Ademo-org%2Fstorefront',
  },
  { scenario: 'rename-repository', answer: 2, is: 'GET /repos/demo-org/rename-repository-newname' },
];

/** Scenarios of requests that Hubtwin does not send, and that have no route here. */
const notCompared: Readonly<Record<string, string>> = {
  'add-labels-to-issue': 'issues are written by commands; their schema is compared by paginate-issues',
  'create-file': 'files are written by pushes',
  'create-status': 'the model has no commit statuses',
  'get-archive': 'the model has no archives',
  'get-root': 'the simulator serves its own response at its root',
  'lock-issue': 'issues are locked by commands',
  'mark-notifications-as-read': 'the model has no notifications',
  markdown: 'the model renders no Markdown',
  'project-cards': 'the model has no projects, which GitHub has removed since',
};

test('every recorded scenario is compared, or excluded with a reason', () => {
  const all = readdirSync(new URL('scenarios/api.github.com', folder));
  const ours = [...compared.map(({ scenario }) => scenario), ...Object.keys(notCompared)];
  expect([...new Set(ours)].toSorted()).toEqual(all.toSorted());
});

test.each(compared)(
  '$scenario, response $answer: the status is as recorded, and no field is missing',
  async (one) => {
    const asset = [...release.assets.keys()].at(-1) ?? 0;
    const is = one.is.replace('{release}', `${release.id}`).replace('{asset}', `${asset}`);
    const answer = await ask({ ...one, is });
    const { status, response } = recordedOf(one.scenario)[one.answer] ?? expect.fail('nothing was recorded');
    // A rule is created by a command here, and then returned.
    expect(answer.status).toBe(status);
    expect(missing(response, answer.body)).toEqual(one.without ?? []);
  },
);
