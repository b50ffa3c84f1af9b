import { expect, test } from 'vitest';
import { serveAsMember } from '../../tests/serve-as-member.ts';

const ada = { repository: 'storefront', by: 'ada-okafor' };
const issues = '/repos/demo-org/storefront/issues';

const bodiesOf = (comments: { body: string }[]) => comments.map(({ body }) => body);

test('a comment is stored as written, returned in its current form, and 404 once it is deleted', async () => {
  await using github = await serveAsMember();
  const { commands } = github.simulator;
  const { number } = commands.openIssue({ ...ada, title: 'One' }).value;
  const { status, json: comment } = await github.ask(`POST ${issues}/${number}/comments`, { body: 'First' });
  expect(status).toBe(201);
  expect((await github.ask(`POST ${issues}/${number}/comments`, {})).status).toBe(422);
  const path = `${issues}/comments/${comment.id}`;
  expect((await github.ask(`GET ${path}`)).json).toEqual(comment);
  await github.ask(`PATCH ${path}`, { body: 'Edited' });
  expect((await github.ask(`GET ${issues}/${number}/comments`)).json).toMatchObject([{ body: 'Edited' }]);
  expect((await github.ask(`GET ${issues}/${number}`)).json.comments).toBe(1);

  expect((await github.ask(`DELETE ${path}`)).status).toBe(204);
  expect((await github.ask(`GET ${path}`)).status).toBe(404);
  expect((await github.ask(`GET ${issues}/${number}/comments`)).json).toEqual([]);
  expect((await github.ask(`GET ${issues}/${number}`)).json.comments).toBe(0);
});

test('the comments of a repository are listed by id, or as requested, since a time of change', async () => {
  let at = Date.parse('2026-03-01T12:00:00Z');
  await using github = await serveAsMember({ clock: () => at });
  const { commands } = github.simulator;
  const { number } = commands.openIssue({ ...ada, title: 'One' }).value;
  const { number: other } = commands.openIssue({ ...ada, title: 'Other' }).value;
  const first = commands.commentOnIssue({ ...ada, number, body: 'first' }).value;
  at += 60_000;
  commands.commentOnIssue({ ...ada, number: other, body: 'second' });
  at += 60_000;
  commands.editComment({ ...ada, comment: first.id, body: 'first again' });
  const listed = async (query: string) => bodiesOf((await github.ask(`GET ${issues}/comments${query}`)).json);

  expect(await listed('')).toEqual(['first again', 'second']);
  expect(await listed('?sort=created')).toEqual(['second', 'first again']);
  expect(await listed('?sort=updated&direction=asc')).toEqual(['second', 'first again']);
  expect(await listed('?since=2026-03-01T12:02:00Z')).toEqual(['first again']);
  expect(await listed('?per_page=1&page=2')).toEqual(['second']);
});

test('comments are moved or deleted with their issue; a list stays in the order of ids', async () => {
  await using github = await serveAsMember();
  const { commands } = github.simulator;
  const talk = (title: string, repository = 'storefront') => {
    const { number } = commands.openIssue({ ...ada, repository, title }).value;
    return { number, id: commands.commentOnIssue({ ...ada, repository, number, body: title }).value.id };
  };
  const moving = talk('moving');
  const { id, number } = talk('deleted');
  talk('there', 'handbook');
  talk('kept');

  const moved = commands.transferIssue({ ...ada, number: moving.number, to: 'handbook' }).value;
  const there = '/repos/demo-org/handbook/issues';
  expect(bodiesOf((await github.ask(`GET ${there}/${moved.number}/comments`)).json)).toEqual(['moving']);
  expect(bodiesOf((await github.ask(`GET ${there}/comments`)).json)).toEqual(['moving', 'there']);
  commands.deleteIssue({ ...ada, number });
  expect((await github.ask(`GET ${issues}/${number}/comments`)).status).toBe(410);
  for (const deletedId of [moving.id, id]) {
    expect((await github.ask(`GET ${issues}/comments/${deletedId}`)).status).toBe(404);
  }
  expect(bodiesOf((await github.ask(`GET ${issues}/comments`)).json)).toEqual(['kept']);
});
