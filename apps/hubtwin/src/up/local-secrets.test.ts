import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestFolder } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localSecrets } from './local-secrets.ts';
import { writeFileWhole } from './write-file-whole.ts';

let folder: string;
beforeEach(() => {
  folder = createTestFolder('local-secrets');
});
afterEach(() => rmSync(folder, { recursive: true }));
const file = () => join(folder, 'secrets.json');

test('secrets are made once, for their owner alone, and read again', () => {
  const made = localSecrets(file(), false);
  expect(made.isNew).toBe(true);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(localSecrets(file(), true)).toEqual({ ...made, isNew: false });
  expect(readdirSync(folder)).toEqual(['secrets.json']);
});

test('secrets that are empty or damaged count like missing ones', () => {
  localSecrets(file(), false);
  const made = readFileSync(file(), 'utf8');
  const values = [...made.matchAll(/: "([^"]+)"/g)].map(([, value = '']) => value);
  expect(values.length).toBeGreaterThan(5);
  for (const value of values) {
    writeFileSync(file(), made.replace(value, ''));
    expect(() => localSecrets(file(), true)).toThrow('does not contain the secrets');
  }
  const [key = ''] = /local:[^"]+/.exec(made) ?? [];
  writeFileSync(file(), made.replace(key, `new:${key.slice(6)}, ${key}`));
  expect(localSecrets(file(), true).encryptionKeys).toContain(', local:');
  writeFileSync(file(), made.replace('local:', 'local:x'));
  expect(() => localSecrets(file(), true)).toThrow('does not contain the secrets');
});

test('secrets that were cut off are named with a remedy where data may need them, else they are made again', () => {
  const whole = JSON.stringify(localSecrets(file(), false));
  for (const content of ['', whole.slice(0, 100), '{}', '[1]', 'null']) {
    writeFileSync(file(), content);
    expect(() => localSecrets(file(), true)).toThrow(
      /secrets\.json does not contain .* Restore it from a backup/,
    );
    expect(readFileSync(file(), 'utf8')).toBe(content);
    expect(localSecrets(file(), false).isNew).toBe(true);
    expect(readFileSync(`${file()}.damaged`, 'utf8')).toBe(content);
    expect(localSecrets(file(), true).isNew).toBe(false);
  }
});

test('a file that cannot be replaced leaves nothing beside it', () => {
  mkdirSync(file());
  expect(() => writeFileWhole(file(), 'after')).toThrow();
  expect(readdirSync(folder)).toEqual(['secrets.json']);
});
