import { waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { startWorkers } from '../src/start-workers.ts';
import { receive } from './simulated-github.ts';
import { openSyncedScene } from './synced-scene.ts';

test('a thread is stored once a comment starts it, and its state once an event reports it, without a sync', async () => {
  await using synced = await openSyncedScene({ GITHUB_ENABLE_AUTO_SYNC: 'false' });
  const { github, worker, query } = synced;
  const scene = { repository: 'storefront', by: 'ada-okafor' };
  const { commands } = github.simulator;
  const threads = () => query(`select id, resolved, resolved_by_login as by, comment_id from review_threads`);
  expect(await threads()).toEqual([]);
  await using _ = await startWorkers({
    ...worker.context,
    settleAfterMs: { incomplete: 10, contradicted: 10 },
  });
  commands.createBranch({ ...scene, branch: 'side', commits: [{ message: 'a', modified: ['a'] }] });
  const opened = commands.openPullRequest({ ...scene, head: 'side', title: 'Reviewed' });
  const { number } = opened.value;
  const first = commands.commentOnLine({ ...scene, number, path: 'a', line: 1, body: 'Hm' });
  await receive(worker, [...opened.deliveries, ...first.deliveries]);
  await waitFor('the thread', async () => (await threads()).length === 1);
  const comment = first.value.id;
  const { value: thread, deliveries } = commands.resolveThread({ ...scene, comment });
  await receive(worker, deliveries);
  await waitFor('its resolution', async () => (await threads())[0]?.resolved === true);
  expect(await threads()).toEqual([
    { id: thread.nodeId, resolved: true, by: 'ada-okafor', comment_id: comment },
  ]);
  await receive(worker, commands.deleteReviewComment({ ...scene, comment }).deliveries);
  await waitFor(
    'its end',
    async () => (await query('select 1 from review_threads where deleted_at is null')).length === 0,
  );
});

test('the commits of a pull request are stored once an event changes its head, without a sync', async () => {
  await using synced = await openSyncedScene({ GITHUB_ENABLE_AUTO_SYNC: 'false' });
  const { github, worker, query } = synced;
  const scene = { repository: 'storefront', by: 'ada-okafor' };
  const { commands, world } = github.simulator;
  await using _ = await startWorkers({
    ...worker.context,
    settleAfterMs: { incomplete: 10, contradicted: 10 },
  });
  commands.createBranch({ ...scene, branch: 'side', commits: [{ message: 'a', modified: ['a'] }] });
  const opened = commands.openPullRequest({ ...scene, head: 'side', title: 'Reviewed' });
  const { number } = opened.value;
  const stored = async () =>
    (
      await query(
        `select sha from pull_request_commits where pull_number = ${number} and deleted_at is null order by position`,
      )
    ).map(({ sha }) => sha);
  const truth = () =>
    world.repositories
      .get(synced.storefront)
      ?.pullRequests.get(number)
      ?.commits.map(({ sha }) => sha) ?? [];
  await receive(worker, opened.deliveries);
  await waitFor('its commit', async () => (await stored()).length === 1);
  const commits = ['b', 'c'].map((message) => ({ message, modified: [message] }));
  await receive(worker, commands.push({ ...scene, branch: 'side', commits }).deliveries);
  await waitFor('the pushed commits', async () => (await stored()).length === 3);
  expect(await stored()).toEqual(truth());
});
