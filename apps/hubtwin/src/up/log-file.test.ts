import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { createTestFolder } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLogFile } from './log-file.ts';

let folder: string;
beforeAll(() => {
  folder = createTestFolder('log-file');
});
afterAll(() => rmSync(folder, { recursive: true }));

const failing = (error: Error) => {
  throw error;
};

test('a log takes no more room than its files, keeps the newest lines in order, and goes on in an old file', async () => {
  const file = join(folder, 'rotated.log');
  const options = { file, maxBytes: 1_000, keep: 2, onError: failing };
  for (let from = 0; from < 500; from += 100) {
    const log = openLogFile(options);
    for (let line = from; line < from + 100; line++) {
      log.write(`${line} öffnet\n`);
      await log.written();
    }
  }
  const files = readdirSync(folder).filter((name) => name.startsWith('rotated.log'));
  expect(files.sort()).toEqual(['rotated.log', 'rotated.log.1', 'rotated.log.2']);
  for (const name of files) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(1_000);
  const lines = ['.2', '.1', ''].flatMap((end) => readFileSync(`${file}${end}`, 'utf8').trim().split('\n'));
  expect(lines).toEqual(Array.from(lines, (_, at) => `${500 - lines.length + at} öffnet`));
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('what cannot be written is lost and said once, and later lines are written when there is room', async () => {
  const file = join(folder, 'blocked.log');
  mkdirSync(file);
  const errors: string[] = [];
  const log = openLogFile({ file, onError: ({ message }) => errors.push(message) });
  for (const text of ['one\n', 'two\n']) {
    log.write(text);
    await log.written();
  }
  expect(errors).toHaveLength(1);
  rmdirSync(file);
  log.write('three\n');
  await log.written();
  expect(readFileSync(file, 'utf8')).toBe('three\n');
});

test.runIf(existsSync('/dev/full'))('a full disk ends nothing', async () => {
  const file = join(folder, 'full.log');
  symlinkSync('/dev/full', file);
  const errors: Error[] = [];
  const log = openLogFile({ file, onError: (error) => errors.push(error) });
  log.write('one\n');
  await log.written();
  expect(errors).toMatchObject([{ code: 'ENOSPC' }]);
});
