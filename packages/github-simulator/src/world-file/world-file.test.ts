import { cpSync, existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startSimulator } from '../start-simulator.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hubtwin-world-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const app = { id: 4_711, privateKey: '' };
const start = (worldFile: string, seed = 1, onWorldFileError?: (error: Error) => void) =>
  startSimulator({
    ...{ seed, port: 0, worldFile, app, scenario: 'quiet', webhookUrl: 'http://127.0.0.1:9/' },
    ...(onWorldFileError !== undefined && { onWorldFileError }),
  });
const issue = { repository: 'storefront', by: 'ada-okafor', title: 'Slow' };

test('the next start continues the world: same objects, next ids and GUIDs, and undelivered deliveries', async () => {
  const file = join(folder, 'continued');
  const first = await start(file);
  const { commands } = first.simulator;
  commands.install({ by: 'ada-okafor' });
  const opened = commands.openIssue(issue);
  for (const delivery of opened.deliveries) first.deliverer.drop(delivery);
  const attempts = first.deliverer.records();
  const before = structuredClone(first.simulator.world.save());
  await first[Symbol.asyncDispose]();

  await using second = await start(file, 2);
  const { world } = second.simulator;
  expect(world.save().truth.repositories).toEqual(before.truth.repositories);
  expect(world.save().random).toEqual(before.random);
  expect(second.deliverer.records()).toEqual(attempts);
  const next = second.simulator.commands.openIssue(issue);
  expect(next.value.number).toBe(opened.value.number + 1);
  expect(next.value.id).toBeGreaterThan(opened.value.id);
  expect(next.value.id).toBeLessThan(opened.value.id + 50);
  // Its author is an account of the world, not a copy.
  const [repository] = [...world.repositories.values()].filter(({ name }) => name === 'storefront');
  expect(repository?.issues.get(opened.value.number)?.author).toBe(world.accounts.get('ada-okafor'));
  const [attempt] = attempts;
  expect(await second.deliverer.redeliver(attempt?.id ?? 0)).toMatchObject({ guid: attempt?.guid });
});

test('after a crash no number, id or GUID is assigned twice', async () => {
  const file = join(folder, 'crashed');
  const first = await start(file);
  first.simulator.commands.install({ by: 'ada-okafor' });
  const before = join(folder, 'as-the-crash-left-it');
  cpSync(file, before);
  const lost = Array.from({ length: 20 }, () => first.simulator.commands.openIssue(issue));
  await first[Symbol.asyncDispose]();

  await using second = await start(before);
  second.simulator.commands.install({ by: 'ada-okafor' });
  const next = Array.from({ length: 20 }, () => second.simulator.commands.openIssue(issue));
  const named = [...lost, ...next].map(({ value: { id, number }, deliveries: [delivery] }) => ({
    id,
    number,
    guid: delivery?.guid,
  }));
  for (const name of ['id', 'number', 'guid'] as const)
    expect(new Set(named.map((each) => each[name])).size, name).toBe(40);
});

test('while the file cannot be written, the world continues in memory with one warning, and is stored later', async () => {
  const file = join(folder, 'full');
  const errors: Error[] = [];
  // Each write fails, as on a full disk.
  mkdirSync(`${file}.new`);
  {
    await using first = await start(file, 1, (error) => errors.push(error));
    first.simulator.commands.install({ by: 'ada-okafor' });
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(errors).toMatchObject([{ code: 'EISDIR' }]);
    rmdirSync(`${file}.new`);
    const opened = first.simulator.commands.openIssue(issue);
    await vi.waitUntil(() => existsSync(file), { timeout: 10_000 });
    mkdirSync(`${file}.new`);
    first.simulator.commands.openIssue(issue);
    await vi.waitUntil(() => errors.length === 2, { timeout: 10_000 });
    rmdirSync(`${file}.new`);
    expect(opened.value.number).toBeGreaterThan(0);
  }
  await using second = await start(file);
  expect(second.simulator.commands.openIssue(issue).value.number).toBeGreaterThan(2);
});

test('numbers and ids of a process that could never write its file, and was killed, are not assigned again', async () => {
  const file = join(folder, 'unwritable');
  const first = await start(file);
  first.simulator.commands.install({ by: 'ada-okafor' });
  await first[Symbol.asyncDispose]();
  mkdirSync(`${file}.new`);
  // Disposed at the end, like a process that is killed after the third has started.
  await using second = await start(file, 1, () => {});
  const lost = second.simulator.commands.openIssue(issue).value;
  rmdirSync(`${file}.new`);
  await using third = await start(file);
  const next = third.simulator.commands.openIssue(issue).value;
  expect(next.id).toBeGreaterThan(lost.id);
  expect(next.number).toBeGreaterThan(lost.number);
});

test('a file of another format is rejected with a remedy', async () => {
  const file = join(folder, 'other');
  writeFileSync(file, serialize({ format: 0 }));
  await expect(start(file)).rejects.toThrow(/another version.*start a new demo/);
});
