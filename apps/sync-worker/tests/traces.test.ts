import { createTestDatabase, freePort, startApp, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { startSimulatedGitHub } from './simulated-github.ts';
import { type CollectedSpan, startCollector } from './start-collector.ts';

const secret = 'a-secret-that-no-span-may-show-0123456789';

test('from the delivery to the row, the queue, the requests to GitHub and the SQL are one trace', async () => {
  await using owned = new AsyncDisposableStack();
  const collector = owned.use(await startCollector());
  const ingressPort = await freePort();
  const github = owned.use(
    await startSimulatedGitHub({
      webhookUrl: `http://127.0.0.1:${ingressPort}/webhooks/github`,
      webhookSecret: secret,
    }),
  );
  const connection = owned.use(await createTestDatabase({ poolMax: 2 }));
  const environment = {
    DATABASE_URL: connection.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '50',
    GITHUB_ENABLE_AUTO_SYNC: 'false',
  };
  const ingress = { ...environment, INGRESS_PORT: `${ingressPort}`, GITHUB_WEBHOOK_SECRET: secret };
  const processes = await Promise.all([
    startApp('ingress', ingress),
    startApp('sync-worker', { ...environment, ...github.environment }),
  ]);
  for (const each of processes) owned.use(each);
  const { commands } = github.simulator;

  // It contains only names of repositories, which must be fetched.
  const installed = await Promise.all(
    commands.install({ by: 'ada-okafor' }).deliveries.map((each) => github.deliverer.deliver(each)),
  );
  const route = 'GitHub GET /repositories/{repository_id}';
  const question = await waitFor('the question to GitHub, and all that led to it', () =>
    collector.spans.find((span) => span.name === route && namesAbove(span).at(-1) === 'deliveries'),
  );
  const find = (service: string, name: string) =>
    collector.spans.find(
      (span) => span.traceId === question.traceId && span.service === service && span.name === name,
    );
  expect(namesAbove(question)).toEqual([
    'process fetch',
    'add fetch.fetch',
    'process deliveries',
    'add deliveries.deliveries',
    'deliveries',
  ]);
  const written = await waitFor('the row that GitHub’s answer became', () =>
    collector.spans.find(
      (span) => span.name === 'insert repositories' && span.parentSpanId === question.parentSpanId,
    ),
  );
  expect(written.traceId).toBe(question.traceId);
  for (const [service, name] of [
    ['ingress', 'insert webhook_deliveries'],
    ['sync-worker', 'insert webhook_attempts'],
    ['sync-worker', 'insert installations'],
    ['sync-worker', 'commit'],
  ] as const)
    await waitFor(`${name} of the ${service}`, () => find(service, name));
  const arrival = await waitFor('the delivery', () => find('ingress', 'delivery installation'));
  expect(installed.map(({ guid }) => guid)).toContain(arrival.attributes['hubtwin.delivery_id']);

  // Of many deliveries that share commits and jobs, each is in the trace of the job that applied it.
  const issue = { repository: 'storefront', by: 'ada-okafor', title: 'Reported' };
  const opened = Array.from({ length: 30 }, () => commands.openIssue(issue).deliveries).flat();
  const sent = await Promise.all(opened.map((each) => github.deliverer.deliver(each)));
  for (const { guid } of sent) {
    const arrived = await waitFor(`the span of ${guid}`, () => spanOf(guid));
    await waitFor(`the job of ${guid}`, () =>
      collector.spans.find(
        ({ name, traceId, attributes }) =>
          name === 'process deliveries' &&
          traceId === arrived.traceId &&
          `${attributes['hubtwin.delivery_ids']}`.includes(guid),
      ),
    );
  }
  const roots = collector.spans.filter(({ parentSpanId, name }) => !parentSpanId && name !== 'deliveries');
  expect(roots.filter(({ name }) => /getNextJob|select|insert|update|begin/.test(name))).toEqual([]);
  expect(collector.text()).not.toMatch(/a-secret-that-no-span|gh[a-z]_[A-Za-z0-9]{16}|PRIVATE KEY|eyJ/);

  function spanOf(guid: string): CollectedSpan | undefined {
    return collector.spans.find(({ attributes }) => attributes['hubtwin.delivery_id'] === guid);
  }

  function namesAbove(span: CollectedSpan): string[] {
    const parent = collector.spans.find(({ spanId }) => spanId === span.parentSpanId);
    return parent === undefined ? [] : [parent.name, ...namesAbove(parent)];
  }
});
