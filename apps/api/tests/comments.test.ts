import { afterAll, beforeAll, expect, test } from 'vitest';
import { commentOf, issueOf, pullOf, reviewCommentOf, reviewOf, threadOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';

const repo = { id: 1001, fullName: 'acme/rocket' };
const base = '/api/v1/repositories/acme/rocket';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await api.apply([
    issueOf(repo, { id: 41, number: 5 }),
    pullOf(repo, { id: 42, number: 6 }),
    issueOf(repo, { id: 43, number: 7 }),
    commentOf(repo, 5, { id: 51, created_at: '2026-03-01T00:00:00Z' }),
    commentOf(repo, 5, { id: 52, body: 'Second', created_at: '2026-03-02T00:00:00Z' }),
    commentOf(repo, 6, { id: 53, created_at: '2026-02-01T00:00:00Z' }),
  ]);
});
afterAll(() => api[Symbol.asyncDispose]());

const idsIn = async (path: string) => {
  const { status, json } = await api.ask(`${base}${path}`);
  return [status, json?.data?.map(({ id }: { id: number }) => id) ?? json?.code];
};

test('comments are listed for a repository, an issue and a pull request, oldest first', async () => {
  expect(await idsIn('/comments')).toEqual([200, [53, 51, 52]]);
  expect(await idsIn('/comments?author=OCTOCAT&direction=desc')).toEqual([200, [52, 51, 53]]);
  expect(await idsIn('/issues/5/comments')).toEqual([200, [51, 52]]);
  expect(await idsIn('/issues/5/comments?direction=desc&limit=1')).toEqual([200, [52]]);
  expect(await idsIn('/issues/6/comments')).toEqual([200, [53]]);
  expect(await idsIn('/issues/7/comments')).toEqual([200, []]);
  expect(await idsIn('/issues/8/comments')).toEqual([404, 'not_found']);
  expect(await idsIn('/issues/5/comments?sort=updated')).toEqual([400, 'invalid_request']);
});

test('an edited comment shows its last text, a deleted one is not found', async () => {
  const edited = commentOf(repo, 5, { id: 52, body: 'Better', updated_at: '2026-03-03T00:00:00Z' });
  edited.payload.action = 'edited';
  await api.apply([edited]);
  expect((await api.ask(`${base}/comments/52`)).json.body).toBe('Better');
  const deleted = commentOf(repo, 5, { id: 52, body: 'Better', updated_at: '2026-03-03T00:00:00Z' });
  deleted.payload.action = 'deleted';
  await api.apply([deleted]);
  expect((await api.ask(`${base}/comments/52`)).status).toBe(404);
});

test('a comment names its issue, and its address follows a rename', async () => {
  const { json } = await api.ask(`${base}/comments/51`);
  expect(json).toMatchObject({
    issue: { number: 5 },
    user: { login: 'octocat' },
    body: 'Me too',
    html_url: 'https://github.com/acme/rocket/issues/5#issuecomment-51',
    raw: { author_association: 'OWNER' },
  });
  await api.connection.pool.query(
    `update repositories set full_name = 'acme/missile', html_url = 'https://github.com/acme/missile' where id = 1001`,
  );
  const { json: after } = await api.ask('/api/v1/repositories/acme/missile/comments/51');
  expect(after.html_url).toBe('https://github.com/acme/missile/issues/5#issuecomment-51');
});

test('comments on lines are listed for a repository and a pull request, apart from other comments', async () => {
  const api = await startApi();
  await using _ = api;
  await api.apply([
    pullOf(repo, { id: 41, number: 6 }),
    pullOf(repo, { id: 44, number: 9 }),
    commentOf(repo, 6, { id: 53 }),
    reviewCommentOf(repo, 6, { id: 61, created_at: '2026-03-01T00:00:00Z' }),
    reviewCommentOf(repo, 9, { id: 62, created_at: '2026-03-02T00:00:00Z' }),
    reviewCommentOf(repo, 6, { id: 63, created_at: '2026-03-03T00:00:00Z', in_reply_to_id: 61 }),
  ]);
  const get = async (path: string) => (await api.ask(`${base}${path}`)).json;
  const ids = async (path: string) => (await get(path)).data.map(({ id }: { id: number }) => id);
  expect(await ids('/review-comments')).toEqual([61, 62, 63]);
  expect(await ids('/pulls/6/comments')).toEqual([61, 63]);
  expect(await ids('/pulls/9/comments?author=octocat')).toEqual([62]);
  expect((await api.ask(`${base}/pulls/5/comments`)).status).toBe(404);
  expect(await get('/review-comments/63')).toMatchObject({
    pull_request: { number: 6 },
    in_reply_to_id: 61,
    pull_request_review_id: 906,
    path: 'src/main.ts',
    line: 12,
    side: 'RIGHT',
    html_url: 'https://github.com/acme/rocket/pull/6#discussion_r63',
  });
  const deleted = reviewCommentOf(repo, 6, { id: 63, in_reply_to_id: 61 });
  deleted.payload.action = 'deleted';
  await api.apply([deleted]);
  expect(await ids('/pulls/6/comments')).toEqual([61]);
});

test('reviews are listed for a pull request, by state and author, in the state that an event reports last', async () => {
  const api = await startApi();
  await using _ = api;
  await api.apply([
    pullOf(repo, { id: 41, number: 6 }),
    reviewOf(repo, 6, { id: 71, state: 'changes_requested', submitted_at: '2026-03-01T00:00:00Z' }),
    reviewOf(repo, 6, { id: 72, submitted_at: '2026-03-02T00:00:00Z' }),
    reviewOf(repo, 9, { id: 73, submitted_at: '2026-03-03T00:00:00Z' }),
  ]);
  const get = async (path: string) => (await api.ask(`${base}${path}`)).json;
  const ids = async (path: string) => (await get(path)).data.map(({ id }: { id: number }) => id);
  expect(await ids('/pulls/6/reviews')).toEqual([71, 72]);
  expect(await ids('/pulls/6/reviews?state=approved&author=OctoCat')).toEqual([72]);
  expect(await ids('/reviews?direction=desc')).toEqual([73, 72, 71]);
  expect((await api.ask(`${base}/pulls/5/reviews`)).status).toBe(404);
  const dismissed = reviewOf(repo, 6, { id: 71, state: 'dismissed', submitted_at: '2026-03-01T00:00:00Z' });
  dismissed.payload.action = 'dismissed';
  await api.apply([dismissed]);
  expect(await get('/reviews/71')).toMatchObject({
    pull_request: { number: 6 },
    user: { login: 'octocat' },
    state: 'dismissed',
    html_url: 'https://github.com/acme/rocket/pull/6#pullrequestreview-71',
    submitted_at: '2026-03-01T00:00:00.000Z',
  });
});

test('threads are listed for a pull request, with their state as an event reports it last', async () => {
  const api = await startApi();
  await using _ = api;
  await api.apply([
    pullOf(repo, { id: 41, number: 6 }),
    threadOf(repo, 6, { id: 'PRRT_b', comment: 61 }),
    threadOf(repo, 6, { id: 'PRRT_a', comment: 62 }),
    threadOf(repo, 9, { id: 'PRRT_c', comment: 63 }),
  ]);
  const unresolved = threadOf(repo, 6, { id: 'PRRT_a', comment: 62 });
  unresolved.payload.action = 'unresolved';
  await api.apply([unresolved]);
  const get = async (path: string) => (await api.ask(`${base}${path}`)).json;
  const ids = async (path: string) => (await get(path)).data.map(({ id }: { id: string }) => id);
  expect(await ids('/review-threads')).toEqual(['PRRT_b', 'PRRT_a', 'PRRT_c']);
  expect(await ids('/pulls/6/threads')).toEqual(['PRRT_b', 'PRRT_a']);
  expect(await ids('/pulls/6/threads?resolved=false')).toEqual(['PRRT_a']);
  expect(await get('/review-threads/PRRT_b')).toMatchObject({
    pull_request: { number: 6 },
    resolved: true,
    resolved_by: { login: 'octocat' },
    path: 'src/main.ts',
    comment_id: 61,
  });
  expect(await get('/review-threads/PRRT_a')).toMatchObject({ resolved: false, resolved_by: null });
});

test('pull requests are listed by the people and teams whose review is requested', async () => {
  const api = await startApi();
  await using _ = api;
  const requested_teams = [{ id: 1, slug: 'justice-league', name: 'Justice League' }];
  await api.apply([
    pullOf(repo, { id: 41, number: 6, requested_teams }),
    pullOf(repo, {
      id: 42,
      number: 7,
      requested_reviewers: [{ id: 5, login: 'hubot' }],
      requested_teams: [],
    }),
  ]);
  const numbers = async (query: string) =>
    (await api.ask(`${base}/pulls?${query}`)).json.data.map(({ number }: { number: number }) => number);
  expect(await numbers('team=Justice-League')).toEqual([6]);
  expect(await numbers('team=none')).toEqual([7]);
  expect(await numbers('reviewer=HuBot')).toEqual([7]);
  const { json } = await api.ask(`${base}/pulls/6`);
  expect(json.requested_teams).toEqual(['justice-league']);
});
