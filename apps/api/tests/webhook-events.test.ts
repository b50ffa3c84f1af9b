import { randomUUID } from 'node:crypto';
import { claimDeliveries } from '@hubtwin/database';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { issueOf, renamedFrom } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';
import { storeDelivery } from './store.ts';

const repo = { id: 6001, fullName: 'acme/rocket' };
const events = '/api/v1/webhooks/events';

let api: TestApi;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api[Symbol.asyncDispose]());

const post = (path: string, body?: object) =>
  api.ask(path, { method: 'POST', ...(body === undefined ? {} : { body }) });
const statusOf = async (guid: string) => (await api.ask(`${events}/${guid}`)).json.status;

test('a delivery is shown with its headers and payload as long as its body is stored', async () => {
  const guid = await storeDelivery(api, 'issues', { action: 'opened', issue: { id: 1 } });
  const { json } = await api.ask(`${events}/${guid.toUpperCase()}`);
  expect(json).toMatchObject({
    delivery_id: guid,
    event: 'issues',
    status: 'received',
    hook_id: 12,
    headers: { 'x-github-event': 'issues' },
    payload: { action: 'opened', issue: { id: 1 } },
  });
  await sql`delete from webhook_bodies`.execute(api.connection.database);
  expect((await api.ask(`${events}/${guid}`)).json).toMatchObject({ headers: null, payload: null });
});

test('a body that is no JSON object, or is nested without end, is shown as null', async () => {
  const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  for (const body of ['nonsense', '[]', deep]) {
    const guid = await storeDelivery(api, 'issues', body);
    const { status, json } = await api.ask(`${events}/${guid}`);
    expect([status, json.payload]).toEqual([200, null]);
  }
});

test('deliveries are found by event, action, repository, status and time', async () => {
  await api.apply([issueOf(repo, { id: 1, number: 1 }), renamedFrom(repo, 'old-rocket')]);
  const end = { status: 'processed', action: 'opened', repository_id: repo.id } as const;
  const issue = await storeDelivery(api, 'issues', {}, end);
  const parked = await storeDelivery(
    api,
    'push',
    {},
    { status: 'parked', error: 'no', repository_id: repo.id },
  );
  const old = await storeDelivery(api, 'ping', {}, { status: 'ignored' });
  await sql`update webhook_deliveries set received_at = '2026-01-01T00:00:00Z' where guid = ${old}`.execute(
    api.connection.database,
  );
  const found = async (query: string) => {
    const { json } = await api.ask(`${events}?${query}`);
    return json.data.map((event: { delivery_id: string }) => event.delivery_id).sort();
  };
  expect(await found('event=issues')).toEqual([issue]);
  expect(await found('action=opened')).toEqual([issue]);
  expect(await found('repository=Acme/Rocket')).toEqual([issue, parked].sort());
  expect(await found('repository=acme/old-rocket&status=parked')).toEqual([parked]);
  expect(await found('status=ignored')).toEqual([old]);
  expect(await found('until=2026-01-02T00:00:00Z')).toEqual([old]);
  expect(await found('since=2026-01-02T00:00:00Z&status=parked')).toEqual([parked]);
  expect(await found('until=2026-01-01T00:00:00Z')).toEqual([]);
  expect(await found('since=2026-01-01T00:00:00Z&event=ping')).toEqual([old]);
});

test('a replayed delivery is enqueued as a separate job', async () => {
  const guid = await storeDelivery(api, 'issues', {}, { status: 'parked', error: 'broken' });
  const { status, json } = await post(`${events}/${guid}/replay`);
  expect([status, json]).toEqual([202, { status: 'queued', delivery_id: guid }]);
  expect(api.jobs).toEqual([{ batch: expect.any(String), deliveryIds: [guid] }]);
  const { rows } = await sql<{ batch: string }>`select batch from webhook_deliveries`.execute(
    api.connection.database,
  );
  expect(rows[0]?.batch).toBe(api.jobs[0]?.batch);
  expect((await api.ask(`${events}/${guid}`)).json).toMatchObject({ status: 'received', error: null });
});

test('what is unknown is 404, what is being processed or has lost its body 409, and nothing is enqueued', async () => {
  expect((await post(`${events}/${randomUUID()}/replay`)).status).toBe(404);
  expect((await post(`${events}/no-uuid/replay`)).status).toBe(400);
  const claimed = await storeDelivery(api, 'issues', {});
  await claimDeliveries(api.connection.database, [claimed]);
  const busy = await post(`${events}/${claimed}/replay`);
  expect([busy.status, busy.json.code]).toEqual([409, 'delivery_in_progress']);
  const bodiless = await storeDelivery(api, 'issues', {}, { status: 'parked' });
  await sql`delete from webhook_bodies where guid = ${bodiless}`.execute(api.connection.database);
  const expired = await post(`${events}/${bodiless}/replay`);
  expect([expired.status, expired.json.code]).toEqual([409, 'body_expired']);
  expect(api.jobs).toEqual([]);
  expect([await statusOf(claimed), await statusOf(bodiless)]).toEqual(['processing', 'parked']);
});

test('a filter replays the oldest that match, up to the limit, in jobs of at most 64', async () => {
  const guids: string[] = [];
  for (let n = 0; n < 70; n += 1) guids.push(await storeDelivery(api, 'push', {}, { status: 'parked' }));
  const untouched = await storeDelivery(api, 'push', {}, { status: 'processed' });
  const { status, json } = await post(`${events}/replay`, { status: 'parked', event: 'push', limit: 68 });
  expect([status, json]).toEqual([202, { status: 'queued', matched: 68, queued: 68 }]);
  expect(api.jobs.map(({ deliveryIds }) => deliveryIds.length)).toEqual([64, 4]);
  expect(new Set(api.jobs.flatMap(({ deliveryIds }) => deliveryIds))).toEqual(new Set(guids.slice(0, 68)));
  expect(await statusOf(untouched)).toBe('processed');
  expect((await post(`${events}/replay`, { event: 'never' })).json).toMatchObject({ matched: 0 });
});

test('deliveries are counted by event and status over the hours asked for', async () => {
  await storeDelivery(api, 'issues', {}, { status: 'processed' });
  await storeDelivery(api, 'issues', {}, { status: 'failed' });
  await storeDelivery(api, 'ping', {});
  const old = await storeDelivery(api, 'ping', {});
  await sql`update webhook_deliveries set received_at = now() - interval '3 hours' where guid = ${old}`.execute(
    api.connection.database,
  );
  const { json } = await api.ask('/api/v1/webhooks/stats?hours=2');
  expect(json).toMatchObject({
    total: 3,
    by_status: { received: 1, processing: 0, processed: 1, ignored: 0, failed: 1, parked: 0 },
    by_event: [
      { event: 'issues', total: 2, by_status: { processed: 1, failed: 1, received: 0 } },
      { event: 'ping', total: 1, by_status: { received: 1 } },
    ],
  });
  expect((await api.ask('/api/v1/webhooks/stats')).json.total).toBe(4);
});

test('webhooks are healthy when over 95 % of what came to an end in the last hour succeeded', async () => {
  const health = async () => {
    const { json } = await api.ask('/api/v1/webhooks/health');
    return [json.status, json.success_rate];
  };
  expect(await health()).toEqual(['healthy', null]);
  for (let n = 0; n < 19; n += 1) {
    await storeDelivery(api, 'push', {}, { status: n % 2 === 0 ? 'processed' : 'ignored' });
  }
  await storeDelivery(api, 'push', {});
  expect(await health()).toEqual(['healthy', 1]);
  const failed = await storeDelivery(api, 'push', {}, { status: 'parked' });
  expect(await health()).toEqual(['unhealthy', 0.95]);
  await storeDelivery(api, 'push', {}, { status: 'processed' });
  expect((await health())[0]).toBe('healthy');
  await sql`update webhook_deliveries set received_at = now() - interval '61 minutes' where guid = ${failed}`.execute(
    api.connection.database,
  );
  expect(await health()).toEqual(['healthy', 1]);
});

describe('webhooks are unhealthy while a delivery waits for more than two minutes', () => {
  const health = async (key?: string) =>
    (await api.ask('/api/v1/webhooks/health', key === undefined ? {} : { key })).json;
  const age = async (seconds: number, status: string) => {
    const { database } = api.connection;
    const stored = status === 'processing' ? 'received' : status;
    await sql`update webhook_deliveries set status = ${stored}, received_at = now() - make_interval(secs => ${seconds})`.execute(
      database,
    );
    if (status === 'processing')
      await sql`insert into webhook_attempts select guid, batch, 1, now() from webhook_deliveries on conflict do nothing`.execute(
        database,
      );
  };

  test.for(['received', 'processing', 'failed'])('%s', async (status) => {
    const limited = await api.createKey({ repositoryIds: [1] });
    await storeDelivery(api, 'push', {});
    await age(100, status);
    expect((await health()).status).toBe(status === 'failed' ? 'unhealthy' : 'healthy');
    // Longer ago than what the other figures cover.
    await age(7_000, status);
    const { oldest_waiting_seconds: seconds, ...shown } = await health();
    expect(shown).toMatchObject({
      status: 'unhealthy',
      success_rate: null,
      waiting: status === 'failed' ? 0 : 1,
    });
    expect(seconds).toBeGreaterThanOrEqual(7_000);
    expect(seconds).toBeLessThan(7_200);
    // Received while the clock was ahead.
    await age(-7_000, status);
    expect(await health()).toMatchObject({ status: 'unhealthy' });
    await age(7_000, status);
    const bounded = { status: 'unhealthy', waiting: 0, oldest_waiting_seconds: null };
    expect(await health(limited)).toMatchObject(bounded);
    await age(7_000, 'parked');
    expect(await health()).toMatchObject({ status: 'healthy', oldest_waiting_seconds: 0 });
  });
});

describe('the health notices silence', () => {
  const health = async (key?: string) =>
    (await api.ask('/api/v1/webhooks/health', key === undefined ? {} : { key })).json;
  /** One delivery in each of so many hours, the last so many hours ago. */
  const storeHourly = (hours: number, lastHoursAgo: number, repositoryId: number | null = null) =>
    sql`
      insert into webhook_deliveries (guid, event, status, batch, body_bytes, body_sha256, received_at, repository_id)
      select gen_random_uuid(), 'push', 'processed', gen_random_uuid(), 2, sha256(gen_random_uuid()::text::bytea),
             now() - make_interval(hours => ${lastHoursAgo} + hour), ${repositoryId}
        from generate_series(0, ${hours - 1}) as hour
    `.execute(api.connection.database);
  const storePass = (minutesAgo: number, repositoryId: number, resources: string[]) =>
    sql`
      with job as (
        insert into sync_jobs (job_type, priority, status, created_at)
        values ('periodic_sync', 'normal', 'completed', now() - make_interval(mins => ${minutesAgo})) returning id)
      insert into sync_job_repositories (job_id, repository_id, work, resources, status)
      select id, ${repositoryId}, 'sync', ${resources}::text[], 'completed' from job
    `.execute(api.connection.database);

  test('after a pause longer than twice the usual one, and says since when', async () => {
    await storeHourly(40, 1);
    expect(await health()).toMatchObject({ status: 'healthy', silence: null });
    await sql`update webhook_deliveries set received_at = received_at - interval '3 hours'`.execute(
      api.connection.database,
    );
    const { status, silence, last_delivery_at: lastAt } = await health();
    expect([status, silence.since]).toEqual(['unhealthy', lastAt]);
    expect(Math.abs(Date.now() - Date.parse(lastAt) - 4 * 3_600_000)).toBeLessThan(60_000);
    expect(silence.reason).toBe('none was received for 4 hours; in the week before there was one every hour');
  });

  test.each([
    ['of all', undefined],
    ['of the repositories of a limited key', 'limited'],
  ])('although deliveries %s were received while the clock was ahead', async (_, limited) => {
    const key = limited === undefined ? undefined : await api.createKey({ repositoryIds: [1] });
    await storeHourly(40, 4, 1);
    const before = await health(key);
    expect(before.status).toBe('unhealthy');
    // From five to three days ahead.
    await storeHourly(48, -120, 1);
    const { oldest_waiting_seconds: _seconds, ...after } = await health(key);
    expect(after).toMatchObject({
      status: 'unhealthy',
      silence: before.silence,
      last_delivery_at: before.last_delivery_at,
    });
    await storePass(5, 1, ['issues']);
    expect((await health(key)).silence.reason).toMatch(/no delivery reported/);
  });

  test('but not in a night where nights are quiet', async () => {
    await storeHourly(10, 13);
    await storeHourly(10, 37);
    expect(await health()).toMatchObject({ status: 'healthy', silence: null });
  });

  test('when periodic syncs find changes that no delivery reported', async () => {
    await storeHourly(1, 1);
    await storePass(50, 1, ['commits']);
    expect((await health()).silence, 'it may be a single lost one from before').toBeNull();
    await storePass(5, 1, ['repositories', 'runners']);
    expect((await health()).silence, 'of these there are no events').toBeNull();
    await storePass(5, 1, ['issues']);
    await storePass(5, 2, ['repositories', 'branches', 'commits']);
    expect(await health()).toMatchObject({
      status: 'unhealthy',
      silence: {
        since: expect.stringMatching(/^20/),
        reason:
          'periodic syncs found changes in 2 repositories that no delivery reported: none was received since',
      },
    });
    await storeDelivery(api, 'push', {}, { status: 'processed' });
    expect((await health()).silence, 'they arrive again').toBeNull();
  });

  test('where no delivery was ever received', async () => {
    expect(await health()).toMatchObject({ status: 'healthy', silence: null, last_delivery_at: null });
    await storePass(5, 1, ['commits']);
    expect(await health()).toMatchObject({
      status: 'unhealthy',
      silence: { since: null, reason: expect.stringMatching(/none was ever received$/) },
    });
  });

  test('of a limited key only in its repositories', async () => {
    const limited = await api.createKey({ repositoryIds: [1] });
    await storeHourly(40, 5, 2);
    await storePass(5, 2, ['commits']);
    expect(await health(limited)).toMatchObject({ last_delivery_at: null, silence: null });
    await storeHourly(40, 9, 1);
    expect((await health(limited)).silence.reason).toMatch(/^none was received for 9 hours/);
  });

  test('but not if webhooks are disabled', async () => {
    await using silent = await startApi({
      connection: api.connection,
      hooks: { url: undefined, isEnabled: false },
    });
    await storeHourly(40, 5);
    expect((await silent.ask('/api/v1/webhooks/health')).json).toMatchObject({ silence: null });
  });
});
