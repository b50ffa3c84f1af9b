import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ClusterInUseError, takeOwnership } from './take-ownership.ts';

const module = new URL('take-ownership.ts', import.meta.url).href;
/** Waits for the same moment in each process. @param at milliseconds. */
const program = (directory: string, at: number) => `
  const { takeOwnership } = await import(${JSON.stringify(module)});
  while (Date.now() < ${at});
  try { takeOwnership(${JSON.stringify(directory)}); console.log('owner'); } catch (error) { console.log(error.code); }
  setTimeout(() => {}, 1_500);`;

async function start(directory: string, at: number): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program(directory, at)]);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  await once(child, 'close');
  return output.trim();
}

test.each([
  ['without an owner', null],
  ['with an owner that has ended', `${2 ** 22 - 1}\n12345\n`],
  ['with a damaged file', 'x'],
])('of processes that start at the same time in a folder %s, one becomes its owner', async (_, content) => {
  const directory = mkdtempSync(join(tmpdir(), 'ownership-'));
  if (content !== null) writeFileSync(join(directory, 'owner.pid'), content);
  const at = Date.now() + 1_500;
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => start(directory, at)));
  expect(outcomes.toSorted()).toEqual([...Array.from({ length: 5 }, () => 'cluster_in_use'), 'owner']);
  expect(readdirSync(directory)).toEqual(['owner.pid']);
  rmSync(directory, { recursive: true });
});

test('a folder that was released has no owner', () => {
  const directory = mkdtempSync(join(tmpdir(), 'ownership-'));
  const release = takeOwnership(directory);
  expect(() => takeOwnership(directory)).toThrow(ClusterInUseError);
  release();
  takeOwnership(directory)();
  rmSync(directory, { recursive: true });
});
