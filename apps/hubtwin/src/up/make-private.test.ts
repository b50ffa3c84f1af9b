import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makePrivate } from './make-private.ts';

test('everything in the folder is for its owner alone, what was open before too; what a link leads to stays as it is', () => {
  const outside = mkdtempSync(join(tmpdir(), 'hubtwin-private-'));
  const home = join(outside, '.hubtwin');
  const other = join(outside, 'other');
  writeFileSync(other, '');
  mkdirSync(join(home, 'logs'), { recursive: true });
  const files = ['secrets.json', 'logs/api.log'].map((name) => join(home, name));
  for (const file of files) writeFileSync(file, '');
  symlinkSync(other, join(home, 'link'));
  for (const path of [home, join(home, 'logs'), ...files, other]) chmodSync(path, 0o777);
  makePrivate(home);
  const modeOf = (path: string) => statSync(path).mode & 0o777;
  expect(files.map(modeOf)).toEqual([0o600, 0o600]);
  expect([home, join(home, 'logs')].map(modeOf)).toEqual([0o700, 0o700]);
  expect(modeOf(other)).toBe(0o777);
  rmSync(outside, { recursive: true });
});
