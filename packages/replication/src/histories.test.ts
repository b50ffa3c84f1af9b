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

const rowsOf = (deliveries: readonly Delivery[]) => histories.rowsOf(deliveries);
const rowsInAnyOrder = (deliveries: readonly Delivery[]) => histories.rowsInAnyOrder(deliveries);

function pushed(second: number, changes: JsonObject): Delivery {
  const after = String(changes.after ?? `c${second}`);
  const commits = [{ id: after, message: 'Work', timestamp: at(second), author: { name: 'Ada' } }];
  return delivery('push', second, {
    ref: 'refs/heads/main',
    after,
    deleted: false,
    forced: false,
    commits,
    head_commit: commits[0],
    // A push has the repository's times as Unix seconds.
    repository: repository(second, { pushed_at: Date.parse(at(second)) / 1_000 }),
    ...changes,
  });
}

test('a forced push moves the branch to its commit, also if the push before it arrives late', async () => {
  const rows = await rowsInAnyOrder([
    pushed(1, { after: 'old' }),
    pushed(2, { after: 'older', forced: true }),
  ]);
  expect(rows.branches).toMatchObject([
    { name: 'main', sha: 'older', deleted_at: null, refetch_reasons: null },
  ]);
  expect(rows.commits?.map(({ sha }) => sha)).toEqual(['old', 'older']);
});

const branch = { ref: 'topic', ref_type: 'branch' };
const deletedBranch = {
  ref: 'refs/heads/topic',
  after: '0'.repeat(40),
  deleted: true,
  commits: [],
  head_commit: null,
};

test('a deleted branch stays deleted, whatever arrives late', async () => {
  const rows = await rowsInAnyOrder([
    pushed(1, { ref: 'refs/heads/topic', after: 'a' }),
    pushed(2, deletedBranch),
    delivery('delete', 2, branch),
  ]);
  expect(rows.branches).toMatchObject([{ name: 'topic', deleted_at: new Date(at(2)) }]);
});

test('a branch that is deleted and created again exists, in any order of arrival', async () => {
  const rows = await rowsInAnyOrder([
    pushed(1, { ref: 'refs/heads/topic', after: 'a' }),
    pushed(2, deletedBranch),
    delivery('create', 3, branch),
    pushed(3, { ref: 'refs/heads/topic', after: 'b' }),
  ]);
  expect(rows.branches).toMatchObject([{ name: 'topic', sha: 'b', deleted_at: null }]);
});

test('a tag is not a branch', async () => {
  const rows = await rowsOf([
    delivery('create', 1, { ref: 'v1', ref_type: 'tag' }),
    pushed(1, { ref: 'refs/tags/v1' }),
    delivery('delete', 2, { ref: 'v1', ref_type: 'tag' }),
  ]);
  expect(rows.branches).toEqual([]);
});

const pull = (action: string, second: number, changes: JsonObject) =>
  delivery('pull_request', second, {
    action,
    pull_request: { id: 80, number: 2, title: 'Pull', state: 'open', updated_at: at(second), ...changes },
  });
const merged = { state: 'closed', merged: true, merged_at: at(3), closed_at: at(3) };

test('a merged pull request stays merged when an older event arrives late', async () => {
  const rows = await rowsInAnyOrder([
    pull('opened', 1, { head: { ref: 'topic', sha: 'a' }, merged_at: null }),
    pull('synchronize', 2, { head: { ref: 'topic', sha: 'b' }, merged_at: null }),
    pull('closed', 3, { head: { ref: 'topic', sha: 'b' }, ...merged }),
  ]);
  expect(rows.pull_requests).toMatchObject([
    { state: 'closed', merged: true, head_sha: 'b', merged_at: new Date(at(3)) },
  ]);
});

test('a merged pull request stays merged despite an event that claims to be newer, which causes a fetch', async () => {
  const rows = await rowsInAnyOrder([pull('closed', 3, merged), pull('synchronize', 4, { merged_at: null })]);
  expect(rows.pull_requests).toMatchObject([
    { merged: true, refetch_reasons: { conflict: expect.any(String) } },
  ]);
});

const run = (second: number, attempt: number, status: string, conclusion: string | null = null) =>
  delivery('workflow_run', second, {
    action: status,
    workflow_run: { id: 90, name: 'CI', run_attempt: attempt, status, conclusion, updated_at: at(second) },
  });

test('the second attempt of a run wins over the first, in any order', async () => {
  const rows = await rowsInAnyOrder([
    run(1, 1, 'in_progress'),
    run(2, 1, 'completed', 'failure'),
    run(3, 2, 'in_progress'),
  ]);
  expect(rows.workflow_runs).toMatchObject([
    { run_attempt: 2, status: 'in_progress', conclusion: null, refetch_reasons: null },
  ]);
});

test('a run that ends within the second of its previous event has ended', async () => {
  const rows = await rowsInAnyOrder([run(1, 1, 'in_progress'), run(1, 1, 'completed', 'success')]);
  expect(rows.workflow_runs).toMatchObject([
    { status: 'completed', conclusion: 'success', refetch_reasons: null },
  ]);
});

test('a run that waited for approval continues', async () => {
  const rows = await rowsInAnyOrder([run(1, 1, 'completed', 'action_required'), run(2, 1, 'in_progress')]);
  expect(rows.workflow_runs).toMatchObject([{ status: 'in_progress', conclusion: null }]);
});

test('a job advances from queued to completed, in any order, also within a second', async () => {
  const job = (second: number, changes: JsonObject) =>
    delivery('workflow_job', second, {
      action: changes.status,
      workflow_job: { id: 95, run_id: 90, name: 'test', created_at: at(1), started_at: at(1), ...changes },
    });
  const rows = await rowsInAnyOrder([
    job(1, { status: 'queued', conclusion: null, runner_name: null }),
    job(1, { status: 'in_progress', conclusion: null, runner_name: 'runner-1' }),
    job(1, { status: 'completed', conclusion: 'success', runner_name: 'runner-1', completed_at: at(1) }),
  ]);
  expect(rows.workflow_jobs).toMatchObject([
    {
      run_id: 90,
      status: 'completed',
      conclusion: 'success',
      runner_name: 'runner-1',
      refetch_reasons: null,
    },
  ]);
});

const issue = (action: string, second: number, changes: JsonObject = {}) =>
  delivery('issues', second, {
    action,
    issue: { id: 70, number: 1, title: 'Issue', state: 'open', updated_at: at(second), ...changes },
  });

test.each(['transferred', 'deleted'])(
  'an issue that was %s is deleted, whatever arrives late',
  async (action) => {
    const rows = await rowsInAnyOrder([
      issue('opened', 1),
      issue('edited', 2, { title: 'New' }),
      issue(action, 3),
    ]);
    expect(rows.issues).toMatchObject([{ id: 70, deleted_at: new Date(at(3)), refetch_reasons: null }]);
  },
);

test('a comment updates its issue, and one of a pull request creates no issue', async () => {
  const commented = (id: number, extra: JsonObject) =>
    delivery('issue_comment', 2, {
      action: 'created',
      comment: {
        ...{ id: 1, updated_at: at(2) },
        issue_url: `https://api.github.com/repos/acme/twin/issues/${id}`,
      },
      issue: { id, number: id, title: 'Issue', state: 'open', comments: 1, updated_at: at(2), ...extra },
    });
  const rows = await rowsInAnyOrder([
    issue('opened', 1, { comments: 0 }),
    commented(70, {}),
    commented(71, { pull_request: { url: 'https://api.github.com/repos/acme/twin/pulls/71' } }),
  ]);
  expect(rows.issues).toMatchObject([{ id: 70, comments: 1 }]);
});

test('a renamed label has its new name, which older copies in issues do not revert', async () => {
  const label = (action: string, second: number, name: string) =>
    delivery('label', second, { action, label: { id: 60, name, color: 'ff0000' } });
  const old = { labels: [{ id: 60, name: 'bug', color: 'ff0000' }] };
  const rows = await rowsInAnyOrder([
    label('created', 1, 'bug'),
    label('edited', 2, 'defect'),
    issue('labeled', 3, old),
  ]);
  expect(rows.labels).toMatchObject([
    { id: 60, name: 'defect', refetch_reasons: { unordered: expect.any(String) } },
  ]);
  const deleted = await rowsInAnyOrder([label('created', 1, 'bug'), label('deleted', 2, 'bug')]);
  expect(deleted.labels).toMatchObject([{ id: 60, deleted_at: expect.any(Date), refetch_reasons: null }]);
});

test('a label that only an issue has reported is stored from there', async () => {
  const rows = await rowsOf([issue('labeled', 1, { labels: [{ id: 61, name: 'help', color: '00ff00' }] })]);
  expect(rows.labels).toMatchObject([{ id: 61, repository_id: 7, name: 'help' }]);
  expect(rows.issues).toMatchObject([{ labels: ['help'] }]);
});

test('a renamed repository has its new name and keeps its old one, also when older events arrive late', async () => {
  const rows = await rowsInAnyOrder([
    issue('opened', 1),
    delivery('repository', 2, {
      action: 'renamed',
      repository: repository(2, { name: 'Double', full_name: 'acme/Double' }),
      changes: { repository: { name: { from: 'Twin' } } },
    }),
  ]);
  expect(rows.repositories).toMatchObject([{ id: 7, full_name: 'acme/Double' }]);
  expect(rows.repository_names).toMatchObject([{ full_name: 'acme/twin', repository_id: 7 }]);
});

test('a transferred repository has its new owner and keeps its old name', async () => {
  const rows = await rowsInAnyOrder([
    issue('opened', 1),
    delivery('repository', 2, {
      action: 'transferred',
      repository: repository(2, { full_name: 'umbrella/twin', owner: { id: 2, login: 'umbrella' } }),
      changes: { owner: { from: { organization: { login: 'acme', id: 1 } } } },
    }),
  ]);
  expect(rows.repositories).toMatchObject([{ owner_login: 'umbrella', full_name: 'umbrella/twin' }]);
  expect(rows.repository_names).toMatchObject([{ full_name: 'acme/twin', repository_id: 7 }]);
});

const installation = (event: string, action: string, second: number, changes: JsonObject): Delivery => {
  const { installation: own = {}, ...rest } = changes;
  return delivery(event, second, {
    action,
    repository: undefined,
    installation: {
      id: 50,
      account: { id: 1, login: 'acme', type: 'Organization' },
      repository_selection: 'selected',
      suspended_at: null,
      created_at: at(0),
      updated_at: at(second),
      ...(own as JsonObject),
    },
    ...rest,
  });
};
const twin = { id: 7, name: 'twin', full_name: 'acme/twin', private: false };
const other = { id: 8, name: 'other', full_name: 'acme/other', private: true };

test('an installation is suspended and resumed, in any order', async () => {
  const created = installation('installation', 'created', 1, { repositories: [twin] });
  const suspend = installation('installation', 'suspend', 2, { installation: { suspended_at: at(2) } });
  const unsuspend = installation('installation', 'unsuspend', 3, {});
  const suspended = await rowsInAnyOrder([created, suspend]);
  expect(suspended.installations).toMatchObject([{ account_login: 'acme', suspended_at: new Date(at(2)) }]);
  const back = await rowsInAnyOrder([created, suspend, unsuspend]);
  expect(back.installations).toMatchObject([{ suspended_at: null, deleted_at: null }]);
});

test('a deleted installation is deleted, and its repositories are not', async () => {
  const rows = await rowsInAnyOrder([
    installation('installation', 'created', 1, { repositories: [twin, other] }),
    installation('installation', 'deleted', 2, { repositories: [twin, other] }),
  ]);
  expect(rows.installations).toMatchObject([{ id: 50, deleted_at: expect.any(Date) }]);
  expect(rows.repositories).toMatchObject([{ deleted_at: null }, { deleted_at: null }]);
});

test('repositories that are added and removed become accessible and inaccessible, and none is deleted', async () => {
  const changed = (second: number, added: object[], removed: object[]) =>
    installation('installation_repositories', added.length > 0 ? 'added' : 'removed', second, {
      repositories_added: added,
      repositories_removed: removed,
    });
  const rows = await rowsInAnyOrder([
    installation('installation', 'created', 1, { repositories: [twin] }),
    changed(2, [other], []),
    changed(3, [], [twin]),
  ]);
  expect(rows.installation_repositories).toMatchObject([
    { repository_id: 7, deleted_at: expect.any(Date) },
    { repository_id: 8, deleted_at: null },
  ]);
  // The events contain little of them: the rest must be fetched.
  expect(rows.repositories).toMatchObject([
    { id: 7, deleted_at: null, refetch_reasons: { partial: expect.any(String) } },
    { id: 8, deleted_at: null, private: true, visibility: 'private' },
  ]);
  const back = await rowsInAnyOrder([changed(3, [], [twin]), changed(4, [twin], [])]);
  expect(back.installation_repositories).toMatchObject([{ repository_id: 7, deleted_at: null }]);
});

test('a deleted repository stays deleted, whatever arrives late', async () => {
  const rows = await rowsInAnyOrder([
    issue('opened', 1),
    delivery('repository', 2, { action: 'deleted', repository: repository(2) }),
  ]);
  expect(rows.repositories).toMatchObject([{ id: 7, deleted_at: new Date(at(2)) }]);
});
