import { randomUUID } from 'node:crypto';
import {
  createTestDatabase,
  exampleDeliveries,
  freePort,
  startApp,
  startTestRedis,
  waitFor,
} from '@hubtwin/test-kit';
import { describe, expect, test } from 'vitest';
import { sendDelivery, webhookSecret } from './send-delivery.ts';
import { countStatuses, snapshotTwin } from './twin-tables.ts';

const deliveries = exampleDeliveries().map((delivery) => ({ ...delivery, guid: randomUUID() }));

/** The distinct ids of an object in the payloads of some events. */
function idsIn(
  events: readonly string[],
  name: string,
  isWanted: (object: object) => boolean = () => true,
): number[] {
  const objects = deliveries
    .filter(({ event }) => events.includes(event))
    .map(({ payload }) => payload[name])
    .filter((object) => typeof object === 'object' && object !== null && isWanted(object));
  return [...new Set(objects.map((object) => Number(Reflect.get(Object(object), 'id'))))].sort(
    (a, b) => a - b,
  );
}

/** Ten at a time: a process that has just started answers 503 if many wait for a second. */
async function sendAll(port: number) {
  const answers: Awaited<ReturnType<typeof sendDelivery>>[] = [];
  for (let start = 0; start < deliveries.length; start += 10) {
    const some = deliveries.slice(start, start + 10);
    answers.push(...(await Promise.all(some.map((delivery) => sendDelivery(port, delivery)))));
  }
  return answers;
}

describe.each(['postgres', 'redis'] as const)('with the queue on %s', (store) => {
  test('every published example is accepted, ends processed or ignored, and changes nothing when sent again', async () => {
    await using twin = await createTestDatabase();
    await using redis = store === 'redis' ? await startTestRedis() : null;
    const port = await freePort();
    const environment = {
      DATABASE_URL: twin.url,
      GITHUB_WEBHOOK_SECRET: webhookSecret,
      INGRESS_PORT: `${port}`,
      ...(redis === null ? {} : { REDIS_URL: redis.url }),
    };
    await using _ingress = await startApp('ingress', environment);
    await using _worker = await startApp('sync-worker', environment);

    const first = await sendAll(port);
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set([202]));
    const ended = await waitFor('all deliveries to end', async () => {
      const counts = await countStatuses(twin);
      const done = (counts.processed ?? 0) + (counts.ignored ?? 0) + (counts.parked ?? 0);
      return done === deliveries.length && counts;
    });
    expect(Object.keys(ended).sort()).toEqual(['ignored', 'processed']);

    await waitFor('embedded labels and milestones to be updated', async () => {
      const { rows } = await twin.pool.query(
        `select coalesce((select value::bigint from sync_cursors where scope = 'embedded'), 0) >= max(seq) as done from changes`,
      );
      return rows[0].done;
    });
    const rows = await snapshotTwin(twin);
    const ids = (table: string) => rows[table]?.map((row) => Number(Reflect.get(Object(row), 'id'))) ?? [];
    const isIssue = (issue: object) => !Reflect.get(issue, 'pull_request');
    expect(ids('issues')).toEqual(idsIn(['issues', 'issue_comment'], 'issue', isIssue));
    const pullEvents = ['', '_review', '_review_comment', '_review_thread'].map(
      (name) => `pull_request${name}`,
    );
    expect(ids('pull_requests')).toEqual(idsIn(pullEvents, 'pull_request'));
    expect(ids('releases')).toEqual(idsIn(['release'], 'release'));
    expect(ids('workflow_runs')).toEqual(idsIn(['workflow_run'], 'workflow_run'));
    expect(ids('workflow_jobs')).toEqual(idsIn(['workflow_job'], 'workflow_job'));
    expect(ids('installations')).toEqual(
      idsIn(['installation', 'installation_repositories'], 'installation'),
    );
    const count = (table: string) => rows[table]?.length;
    expect(ids('milestones')).toEqual(expect.arrayContaining(idsIn(['milestone', 'issues'], 'milestone')));
    expect(ids('workflows')).toEqual(idsIn(['workflow_run'], 'workflow'));
    expect(ids('branch_protection_rules')).toEqual(idsIn(['branch_protection_rule'], 'rule'));
    const accounts = ids('accounts');
    expect(accounts).toEqual(expect.arrayContaining(idsIn(['issues', 'star', 'workflow_job'], 'sender')));
    expect(new Set(accounts).size).toBe(accounts.length);
    // GitHub's own machines are not runners, and no delivery contains contributors.
    expect(rows.runners).toMatchObject([{ id: 1, name: 'my runner', status: null }]);
    expect(count('contributors')).toBe(0);
    const withRepository = idsIn(
      ['repository', 'push', 'issues', 'pull_request', 'star', 'release'],
      'repository',
    );
    expect(ids('repositories')).toEqual(expect.arrayContaining(withRepository));

    const second = await sendAll(port);
    expect(new Set(second.map(({ answer }) => answer.status))).toEqual(new Set(['duplicate']));
    expect(await snapshotTwin(twin)).toEqual(rows);
    expect(await countStatuses(twin)).toEqual(ended);
  });
});
