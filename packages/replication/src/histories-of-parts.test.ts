import type { JsonObject } from '@hubtwin/resources';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  at,
  type Delivery,
  delivery,
  type Histories,
  openHistories,
  repository,
} from '../tests/histories.ts';

let histories: Histories;
beforeAll(async () => {
  histories = await openHistories();
});
afterAll(() => histories[Symbol.asyncDispose]());

const rowsInAnyOrder = (deliveries: readonly Delivery[]) => histories.rowsInAnyOrder(deliveries);

const milestone = (second: number, changes: JsonObject = {}) => ({
  id: 40,
  number: 3,
  title: 'v1',
  state: 'open',
  open_issues: 0,
  closed_issues: 0,
  updated_at: at(second),
  ...changes,
});
const milestoneEvent = (action: string, second: number, changes: JsonObject = {}) =>
  delivery('milestone', second, { action, milestone: milestone(second, changes) });
const issueIn = (action: string, second: number, of: JsonObject | null, given?: JsonObject) =>
  delivery('issues', second, {
    action,
    issue: { id: 70, number: 1, title: 'One', state: 'open', updated_at: at(second), milestone: of },
    ...(given && { milestone: given }),
  });

test('a milestone has the state of its newest event, closed or renamed, in any order', async () => {
  const rows = await rowsInAnyOrder([
    milestoneEvent('created', 1),
    milestoneEvent('edited', 2, { title: 'v2' }),
    milestoneEvent('closed', 3, { title: 'v2', state: 'closed', closed_at: at(3) }),
  ]);
  expect(rows.milestones).toMatchObject([
    {
      id: 40,
      repository_id: 7,
      number: 3,
      title: 'v2',
      state: 'closed',
      closed_at: new Date(at(3)),
      refetch_reasons: null,
    },
  ]);
});

test('a milestone’s counts change with each issue that it gets or loses, without a version of its own', async () => {
  const rows = await rowsInAnyOrder([
    milestoneEvent('created', 1),
    issueIn('milestoned', 2, milestone(1, { open_issues: 1 }), milestone(1, { open_issues: 1 })),
    issueIn('demilestoned', 3, null, milestone(1, { open_issues: 0 })),
    issueIn('milestoned', 4, milestone(1, { open_issues: 1 }), milestone(1, { open_issues: 1 })),
  ]);
  expect(rows.milestones).toMatchObject([{ open_issues: 1, closed_issues: 0, refetch_reasons: null }]);
});

test('a deleted milestone stays deleted, also if an issue still embeds it', async () => {
  const rows = await rowsInAnyOrder([
    milestoneEvent('created', 1),
    issueIn('labeled', 4, milestone(2, { title: 'late' })),
    milestoneEvent('deleted', 3),
  ]);
  expect(rows.milestones).toMatchObject([{ id: 40, deleted_at: expect.any(Date) }]);
});

test('an issue that refers to its milestone only by number reports none', async () => {
  const rows = await rowsInAnyOrder([issueIn('opened', 1, { number: 3 })]);
  expect(rows.milestones).toEqual([]);
  expect(rows.issues).toMatchObject([{ milestone_number: 3 }]);
});

const run = (second: number, workflow: JsonObject | null) =>
  delivery('workflow_run', second, {
    action: 'completed',
    workflow_run: { id: 90, workflow_id: 12, status: 'completed', run_attempt: 1, updated_at: at(second) },
    workflow,
  });

test('a workflow has the newest version from its runs; a run without one is not an error', async () => {
  const workflow = {
    id: 12,
    name: 'CI',
    path: '.github/workflows/ci.yml',
    state: 'active',
    updated_at: at(1),
  };
  const rows = await rowsInAnyOrder([
    run(2, workflow),
    run(3, { ...workflow, name: 'Checks', updated_at: at(3) }),
    run(4, null),
  ]);
  expect(rows.workflows).toMatchObject([
    {
      id: 12,
      repository_id: 7,
      name: 'Checks',
      path: '.github/workflows/ci.yml',
      state: 'active',
      refetch_reasons: null,
    },
  ]);
});

const job = (second: number, runner: JsonObject) =>
  delivery('workflow_job', second, {
    action: 'in_progress',
    workflow_job: {
      id: 95,
      run_id: 90,
      name: 'test',
      status: 'in_progress',
      started_at: at(second),
      ...runner,
    },
  });

test('a runner from a job has its name and group, and no status', async () => {
  const own = { runner_id: 5, runner_name: 'build-05', runner_group_id: 1, runner_group_name: 'Default' };
  const rows = await rowsInAnyOrder([
    job(1, { runner_id: null, runner_name: null }),
    job(2, own),
    job(3, { ...own, runner_id: 6, runner_name: 'build-06' }),
  ]);
  const seen = {
    scope: 'repos/7',
    repository_id: 7,
    status: null,
    runner_group_name: 'Default',
    refetch_reasons: null,
  };
  expect(rows.runners).toMatchObject([
    { ...seen, id: 5, name: 'build-05' },
    { ...seen, id: 6, name: 'build-06' },
  ]);
});

test('GitHub-hosted runners are not stored', async () => {
  const rows = await rowsInAnyOrder([
    job(1, { runner_id: 0, runner_name: '', runner_group_name: '' }),
    job(2, { runner_id: 9, runner_name: 'GitHub Actions 9', runner_group_name: 'GitHub Actions' }),
  ]);
  expect(rows.runners).toEqual([]);
});

const protection = (action: string, second: number, changes: JsonObject = {}) =>
  delivery('branch_protection_rule', second, {
    action,
    // A deletion does not change any `updated_at`.
    ...(action === 'deleted' ? { repository: repository(1) } : {}),
    rule: {
      id: 30,
      repository_id: 7,
      name: 'main',
      admin_enforced: false,
      required_approving_review_count: 1,
      created_at: at(1),
      updated_at: at(action === 'deleted' ? 1 : second),
      ...changes,
    },
  });
const pushed = (second: number, changes: JsonObject = {}) =>
  delivery('push', second, {
    ref: 'refs/heads/main',
    after: `c${second}`,
    deleted: false,
    commits: [],
    head_commit: null,
    repository: repository(second, { pushed_at: Date.parse(at(second)) / 1_000 }),
    ...changes,
  });

test('a rule has the state of its newest event, and its branch is protected', async () => {
  const rows = await rowsInAnyOrder([
    pushed(1),
    protection('created', 2),
    protection('edited', 3, { required_approving_review_count: 2 }),
    pushed(4),
  ]);
  expect(rows.branch_protection_rules).toMatchObject([
    {
      id: 30,
      repository_id: 7,
      name: 'main',
      settings: { admin_enforced: false, required_approving_review_count: 2 },
    },
  ]);
  expect(rows.branches).toMatchObject([{ name: 'main', sha: 'c4', protected: true, refetch_reasons: null }]);
});

test('of two edits with one time the last to arrive wins, in any order of application', async () => {
  const late = protection('edited', 2, { admin_enforced: true });
  const rows = await rowsInAnyOrder([
    protection('created', 2),
    { ...late, receivedAt: new Date(Date.parse(at(2)) + 900) },
  ]);
  expect(rows.branch_protection_rules).toMatchObject([{ settings: { admin_enforced: true } }]);
});

test('without its rule a branch is not protected, and is otherwise unchanged', async () => {
  const rows = await rowsInAnyOrder([pushed(1), protection('created', 2), protection('deleted', 3)]);
  expect(rows.branches).toMatchObject([
    { name: 'main', sha: 'c1', protected: false, deleted_at: null, refetch_reasons: null },
  ]);
  expect(rows.branch_protection_rules).toMatchObject([{ id: 30, deleted_at: expect.any(Date) }]);
});

test('a rule restores no deleted branch, and one for many branches reports none', async () => {
  const deletion = { after: '0'.repeat(40), deleted: true };
  const rows = await rowsInAnyOrder([
    pushed(1),
    pushed(2, deletion),
    protection('edited', 3),
    protection('created', 3, { id: 31, name: 'release/*' }),
  ]);
  expect(rows.branches).toMatchObject([{ name: 'main', deleted_at: new Date(at(2)) }]);
  expect(rows.branch_protection_rules).toMatchObject([{ name: 'main' }, { name: 'release/*' }]);
});

const person = (login: string) => ({
  id: 5,
  node_id: 'U_5',
  login,
  type: 'User',
  html_url: `https://gh/${login}`,
});
const day = 86_400;
const sent = (second: number, login: string) =>
  delivery('star', second, { action: 'created', sender: person(login) });

test('an account has the name of its newest day', async () => {
  const rows = await rowsInAnyOrder([sent(1, 'ada'), sent(day, 'lovelace'), sent(day + 5, 'lovelace')]);
  expect(rows.accounts).toMatchObject([{ id: 5, login: 'lovelace', type: 'User', refetch_reasons: null }]);
});

test('two names of one day are uncertain', async () => {
  const rows = await rowsInAnyOrder([sent(1, 'ada'), sent(2, 'lovelace')]);
  expect(rows.accounts).toMatchObject([{ id: 5, refetch_reasons: { tie: expect.any(String) } }]);
});

test('a renamed account has its new name at once, regardless of other events of that day', async () => {
  const account = { ...person('lovelace'), updated_at: at(2) };
  const rows = await rowsInAnyOrder([
    sent(1, 'ada'),
    delivery('installation_target', 2, {
      action: 'renamed',
      account,
      changes: { login: { from: 'ada' } },
      installation: { id: 50 },
      target_type: 'User',
    }),
  ]);
  expect(rows.accounts).toMatchObject([{ id: 5, login: 'lovelace', refetch_reasons: null }]);
  expect(rows.installations).toMatchObject([{ id: 50, account_login: 'lovelace' }]);
});

const release = (action: string, second: number, changes: JsonObject) =>
  delivery('release', second, {
    action,
    release: { id: 55, tag_name: 'v1', draft: false, created_at: at(0), published_at: at(1), ...changes },
  });

test('a release that is unpublished is a draft again, in any order', async () => {
  const rows = await rowsInAnyOrder([
    release('published', 1, { updated_at: at(1) }),
    release('unpublished', 3, { updated_at: at(3), published_at: null, draft: true }),
    release('edited', 2, { updated_at: at(2), name: 'One' }),
  ]);
  expect(rows.releases).toMatchObject([{ draft: true, published_at: null, refetch_reasons: null }]);
});

test('releases of servers that do not date edits are applied as they arrive, and fetched', async () => {
  const rows = await rowsInAnyOrder([
    release('published', 1, {}),
    release('edited', 2, { name: 'One' }),
    release('unpublished', 3, { name: 'One', published_at: null, draft: true }),
  ]);
  expect(rows.releases).toMatchObject([
    { name: 'One', draft: true, refetch_reasons: { unordered: expect.any(String) } },
  ]);
});
