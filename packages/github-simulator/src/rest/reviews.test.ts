import { expect, test } from 'vitest';
import { serveAsMember } from '../../tests/serve-as-member.ts';

const ada = { repository: 'storefront', by: 'ada-okafor' };
const bram = { repository: 'storefront', by: 'bram-visser' };
const storefront = '/repos/demo-org/storefront';

/** A pull request of Ada's with a review of Bram's, a minute after it was opened. */
async function serve() {
  let at = Date.parse('2026-03-01T12:00:00Z');
  const github = await serveAsMember({ clock: () => at });
  const { commands } = github.simulator;
  const pass = () => {
    at += 60_000;
  };
  commands.createBranch({ ...ada, branch: 'side', commits: [{ message: 'a', modified: ['a'] }] });
  const reviewers = ['bram-visser'];
  const { number } = commands.openPullRequest({ ...ada, head: 'side', title: 'One', reviewers }).value;
  pass();
  const comments = [{ path: 'a', line: 1, body: 'This' }];
  const input = { ...bram, number, state: 'changes_requested', body: 'Almost', comments } as const;
  const review = commands.submitReview(input).value;
  const get = async (path: string) => (await github.ask(`GET ${storefront}${path}`)).json;
  return Object.assign(github, { commands, pass, number, review, get, pull: `/pulls/${number}` });
}

const bodiesOf = (comments: { body: string }[]) => comments.map(({ body }) => body);

test('a review changes its pull request, and is listed with its state, text and comments', async () => {
  await using github = await serve();
  const { commands, number, review, get, pull } = github;
  expect(await get(pull)).toMatchObject({
    review_comments: 1,
    requested_reviewers: [],
    updated_at: '2026-03-01T12:01:00Z',
  });
  const [listed, ...others] = await get(`${pull}/reviews`);
  expect(others).toEqual([]);
  expect(listed).toMatchObject({ id: review.id, state: 'CHANGES_REQUESTED', body: 'Almost' });
  expect(await get(`${pull}/reviews/${review.id}`)).toEqual(listed);
  commands.dismissReview({ ...ada, review: review.id });
  commands.editReview({ ...bram, review: review.id, body: 'Nearly' });
  expect(await get(`${pull}/reviews/${review.id}`)).toMatchObject({ state: 'DISMISSED', body: 'Nearly' });
  expect((await github.ask(`GET ${storefront}${pull}/reviews/1`)).status).toBe(404);
  expect(() => commands.submitReview({ ...ada, number, state: 'approved' })).toThrow('is the author');
});

test('comments on lines are listed for a repository and a pull request, by id or as requested', async () => {
  await using github = await serve();
  const { commands, pass, get, pull } = github;
  const [first] = await get('/pulls/comments');
  expect(await get(`/pulls/comments/${first.id}`)).toEqual(first);
  pass();
  const reply = commands.replyToReviewComment({ ...ada, comment: first.id, body: 'Done' }).value;
  pass();
  commands.editReviewComment({ ...bram, comment: first.id, body: 'That' });
  expect(bodiesOf(await get('/pulls/comments'))).toEqual(['That', 'Done']);
  expect(bodiesOf(await get('/pulls/comments?sort=created'))).toEqual(['Done', 'That']);
  expect(bodiesOf(await get('/pulls/comments?sort=updated&direction=asc'))).toEqual(['Done', 'That']);
  expect(bodiesOf(await get(`${pull}/comments?since=2026-03-01T12:03:00Z`))).toEqual(['That']);
  expect(await get(`/pulls/comments/${reply.id}`)).toMatchObject({ in_reply_to_id: first.id });
  commands.deleteReviewComment({ ...bram, comment: first.id });
  expect((await github.ask(`GET ${storefront}/pulls/comments/${first.id}`)).status).toBe(404);
  expect(bodiesOf(await get(`${pull}/comments`))).toEqual(['Done']);
  expect((await get(pull)).review_comments).toBe(1);
  expect(await get(`${pull}/reviews`)).toHaveLength(2);
});

test('GraphQL returns reviews, and threads until their last comment is deleted', async () => {
  await using github = await serve();
  const { commands, number, review, get } = github;
  const [{ id: comment }] = await get('/pulls/comments');
  commands.resolveThread({ ...ada, comment });
  const query = `{ repository(owner: "demo-org", name: "storefront") { pullRequest(number: ${number}) {
    reviews(first: 9, states: [CHANGES_REQUESTED]) { totalCount nodes { databaseId state author { login } } }
    reviewThreads(first: 9) { nodes { isResolved resolvedBy { login } path diffSide comments(first: 9) { nodes { databaseId } } } }
  } } }`;
  const ask = async () => (await github.ask('POST /graphql', { query })).json.data.repository.pullRequest;
  expect(await ask()).toEqual({
    reviews: {
      totalCount: 1,
      nodes: [{ databaseId: review.id, state: 'CHANGES_REQUESTED', author: { login: 'bram-visser' } }],
    },
    reviewThreads: {
      nodes: [
        {
          ...{ isResolved: true, resolvedBy: { login: 'ada-okafor' }, path: 'a', diffSide: 'RIGHT' },
          comments: { nodes: [{ databaseId: comment }] },
        },
      ],
    },
  });
  commands.deleteReviewComment({ ...bram, comment });
  expect((await ask()).reviewThreads.nodes).toEqual([]);
});
