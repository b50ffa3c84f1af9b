import { randomBytes } from 'node:crypto';
import { reserveWebhookConfig } from '@hubtwin/database';
import { createKeyRing } from '@hubtwin/secrets';
import { createTestDatabase } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { rotateSecrets } from '../src/secrets/rotate-secrets.ts';

const oldKey = { id: 'old', key: randomBytes(32) };
const newKey = { id: 'new', key: randomBytes(32) };
const rows = 1_200;
const place = (id: number) => ({ table: 'webhook_configs', column: 'secret', row: `${id}` });

test('rotation under reads and writes loses nothing, and afterwards the old key is not needed any more', async () => {
  await using connection = await createTestDatabase();
  const { database } = connection;
  const before = createKeyRing([oldKey]);
  /** A process that does not use the new key as its current one yet. */
  const behind = createKeyRing([oldKey, newKey]);
  const after = createKeyRing([newKey, oldKey]);

  const truth = new Map<number, string>();
  for (let n = 0; n < rows; n++) {
    const secret = randomBytes(12).toString('hex');
    const config = {
      repositoryId: null,
      url: '',
      events: null,
      actions: null,
      repositories: null,
      active: true,
    };
    const id = await reserveWebhookConfig(database, { ...config, target: `org-${n}` }, (of) =>
      before.encrypt(secret, place(of)),
    );
    truth.set(id ?? 0, secret);
  }
  const ids = [...truth.keys()];
  const read = async (id: number) =>
    (
      await database
        .selectFrom('webhook_configs')
        .select('secret')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).secret;

  const stopping = new AbortController();
  let reads = 0;
  let beingWritten: number | null = null;
  const reading = (async () => {
    while (!stopping.signal.aborted) {
      const id = ids[reads % ids.length] ?? 0;
      const [known, wasBusy] = [truth.get(id), id === beingWritten];
      const found = await after.decrypt(await read(id), place(id));
      // A writer may have been active in between.
      if (!wasBusy && id !== beingWritten && known === truth.get(id)) expect(found).toBe(known);
      reads += 1;
    }
  })();
  const writing = (async () => {
    for (let n = 0; !stopping.signal.aborted; n++) {
      const id = ids[(n * 7) % ids.length] ?? 0;
      const secret = `written ${n}`;
      beingWritten = id;
      const ciphertext = behind.encrypt(secret, place(id));
      await database
        .updateTable('webhook_configs')
        .set({ secret: ciphertext })
        .where('id', '=', id)
        .execute();
      truth.set(id, secret);
      beingWritten = null;
    }
  })();
  const first = await rotateSecrets({ database, keys: after });
  stopping.abort();
  await Promise.all([reading, writing]);
  expect(first[0]?.rotated).toBeGreaterThanOrEqual(rows - 50);
  expect(reads).toBeGreaterThan(10);

  // Secrets that were written after the first rotation passed them.
  await rotateSecrets({ database, keys: after });
  const again = await rotateSecrets({ database, keys: after });
  expect(again.map(({ rotated, unreadable }) => rotated + unreadable)).toEqual([0, 0, 0]);

  const alone = createKeyRing([newKey]);
  const stored = await database.selectFrom('webhook_configs').select(['id', 'secret']).execute();
  const found = await Promise.all(
    stored.map(async ({ id, secret }) => [id, await alone.decrypt(secret, place(id))] as const),
  );
  expect(new Map(found)).toEqual(truth);
});

test('secrets that no key decrypts are counted, not changed, and do not stop the rotation', async () => {
  await using connection = await createTestDatabase();
  const { database } = connection;
  const lost = createKeyRing([{ id: 'lost', key: randomBytes(32) }]);
  const config = {
    repositoryId: null,
    url: '',
    events: null,
    actions: null,
    repositories: null,
    active: true,
  };
  const rings = [lost, createKeyRing([oldKey])];
  for (const [n, ring] of rings.entries()) {
    await reserveWebhookConfig(database, { ...config, target: `org-${n}` }, (id) =>
      ring.encrypt('s3cret', place(id)),
    );
  }
  const [secrets] = await rotateSecrets({ database, keys: createKeyRing([newKey, oldKey]) });
  expect(secrets).toEqual({ table: 'webhook_configs', column: 'secret', rotated: 1, unreadable: 1 });
});
