import { randomUUID } from 'node:crypto';
import { createKeyRing } from '@hubtwin/secrets';
import { startTelemetry, type Telemetry } from '@hubtwin/telemetry';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createHookSecrets } from '../src/hook-secrets.ts';
import { sendDelivery } from './send-delivery.ts';
import { startIngress, type TestIngress } from './start-ingress.ts';

const key = { id: 'one', key: Buffer.alloc(32, 1) };
const environment = { ENCRYPTION_KEYS: `one:${key.key.toString('base64')}` };

const owned = new AsyncDisposableStack();
let database: TestDatabase;
let telemetry: Telemetry;

beforeAll(async () => {
  telemetry = owned.use(await startTelemetry('ingress-test', { logLevel: 'silent' }));
  database = owned.use(await createTestDatabase());
});
afterEach(async () => {
  await database.database.deleteFrom('webhook_configs').execute();
});
afterAll(() => owned.disposeAsync());

const start = () => startIngress({ telemetry, databaseUrl: database.url, environment });

async function createHook(hookId: number | null, secret: string, encryptedWith = key): Promise<number> {
  return await database.database.transaction().execute(async (transaction) => {
    const { id } = await transaction
      .insertInto('webhook_configs')
      .values({ hook_id: hookId, target: 'acme/rocket', secret: Buffer.alloc(0) })
      .returning('id')
      .executeTakeFirstOrThrow();
    const place = { table: 'webhook_configs', column: 'secret', row: `${id}` };
    await transaction
      .updateTable('webhook_configs')
      .set({ secret: createKeyRing([encryptedWith]).encrypt(secret, place) })
      .where('id', '=', id)
      .execute();
    return id;
  });
}

async function statusOf(ingress: TestIngress, hookId: number, secret?: string): Promise<number> {
  const headers = { 'x-github-hook-id': `${hookId}` };
  return (await sendDelivery(ingress, { headers, ...(secret === undefined ? {} : { secret }) })).status;
}

test("a hook's own secret counts for it, and the global one does not", async () => {
  await createHook(7, 'of hook 7');
  await using ingress = await start();
  expect(await statusOf(ingress, 7, 'of hook 7')).toBe(202);
  expect(await statusOf(ingress, 7)).toBe(401);
});

test("a hook's own secret counts for no other hook, nor without a hook's id", async () => {
  await createHook(7, 'of hook 7');
  await createHook(8, 'of hook 8');
  await using ingress = await start();
  expect(await statusOf(ingress, 8, 'of hook 7')).toBe(401);
  expect(await statusOf(ingress, 9, 'of hook 7')).toBe(401);
  expect((await sendDelivery(ingress, { secret: 'of hook 7' })).status).toBe(401);
});

test('for a hook that is not ours the global secrets count', async () => {
  await createHook(7, 'of hook 7');
  await using ingress = await start();
  expect(await statusOf(ingress, 9)).toBe(202);
});

test('a hook created after the start is accepted at its first delivery, however soon that comes', async () => {
  await using ingress = await start();
  await createHook(10, 'of hook 10');
  expect(await statusOf(ingress, 10, 'of hook 10')).toBe(202);
  await createHook(11, 'of hook 11');
  expect(await statusOf(ingress, 11, 'of hook 11')).toBe(202);
});

test('until GitHub has confirmed a hook its secret admits a ping, and nothing else', async () => {
  const configId = await createHook(null, 'of a hook that is being registered');
  await using ingress = await start();
  const send = (event: string, hookId = 12) => {
    const headers = { 'x-github-hook-id': `${hookId}` };
    return sendDelivery(ingress, {
      event,
      body: JSON.stringify({ event }),
      headers,
      secret: 'of a hook that is being registered',
    });
  };
  expect((await send('ping')).status).toBe(202);
  for (const event of ['push', 'issues', 'repository', 'installation', 'pings']) {
    expect((await send(event)).status, event).toBe(401);
  }
  await database.database
    .updateTable('webhook_configs')
    .set({ hook_id: 12 })
    .where('id', '=', configId)
    .execute();
  expect((await send('push')).status, 'once it is confirmed').toBe(202);
  expect((await send('push', 13)).status, 'of another hook').toBe(401);
});

test('which secret signed a delivery is stored with it, and no signature is', async () => {
  const configId = await createHook(7, 'of hook 7');
  await using ingress = await start();
  const [ofHook, ofDeployment] = [randomUUID(), randomUUID()];
  const headers = { 'x-github-hook-id': '7' };
  await sendDelivery(ingress, { guid: ofHook, headers, secret: 'of hook 7' });
  await sendDelivery(ingress, { guid: ofDeployment, headers: { 'x-github-hook-id': '9' } });
  const stored = await database.database
    .selectFrom('webhook_deliveries')
    .innerJoin('webhook_bodies', 'webhook_bodies.guid', 'webhook_deliveries.guid')
    .select(['webhook_deliveries.guid', 'webhook_config_id', 'headers'])
    .where('webhook_deliveries.guid', 'in', [ofHook, ofDeployment])
    .execute();
  const configs = new Map(stored.map(({ guid, webhook_config_id }) => [guid, webhook_config_id]));
  expect(configs).toEqual(
    new Map([
      [ofHook, configId],
      [ofDeployment, null],
    ]),
  );
  expect(JSON.stringify(stored)).not.toMatch(/signature|sha256=/i);
});

test('wrong signatures do not become a query each', async () => {
  await createHook(7, 'of hook 7');
  let reads = 0;
  const counted = database.database.withPlugin({
    transformQuery: ({ node }) => {
      reads += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  using hookSecrets = await createHookSecrets({
    database: counted,
    keyRing: createKeyRing([key]),
    globalSecrets: [],
    logger: telemetry.logger,
  });
  const replace = () => ({ hookSecrets });
  await using ingress = await startIngress({ telemetry, databaseUrl: database.url, replace });
  const before = reads;
  const answers = await Promise.all(Array.from({ length: 200 }, () => statusOf(ingress, 7, 'wrong')));
  expect(answers).toEqual(answers.map(() => 401));
  expect(reads - before).toBeLessThanOrEqual(5);
});

test('a hook whose secret does not decrypt shuts out itself alone', async () => {
  await createHook(7, 'of hook 7', { id: 'lost', key: Buffer.alloc(32, 2) });
  await createHook(8, 'of hook 8');
  await using ingress = await start();
  expect(await statusOf(ingress, 8, 'of hook 8')).toBe(202);
  expect(await statusOf(ingress, 7, 'of hook 7')).toBe(401);
  expect(await statusOf(ingress, 7), 'the global secret').toBe(401);
});
