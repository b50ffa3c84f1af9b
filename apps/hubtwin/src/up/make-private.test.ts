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

test('a cluster, and one that a killed start left unfinished, keep the modes that Postgres gave their files', () => {
  const home = mkdtempSync(join(tmpdir(), 'hubtwin-private-'));
  const postgres = join(home, 'postgres');
  const folders = ['data', 'unfinished-x1'].map((name) => join(postgres, name));
  const files = folders.map((folder) => join(folder, 'base'));
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  for (const file of [...files, join(postgres, 'data/PG_VERSION'), join(postgres, 'password')]) {
    writeFileSync(file, '');
    chmodSync(file, 0o640);
  }
  chmodSync(join(postgres, 'unfinished-x1'), 0o750);
  makePrivate(home);
  const modeOf = (path: string) => statSync(path).mode & 0o777;
  expect(files.map(modeOf)).toEqual([0o640, 0o640]);
  expect(modeOf(join(postgres, 'unfinished-x1'))).toBe(0o750);
  expect([join(postgres, 'data'), join(postgres, 'password')].map(modeOf)).toEqual([0o700, 0o600]);
  rmSync(home, { recursive: true });
});
