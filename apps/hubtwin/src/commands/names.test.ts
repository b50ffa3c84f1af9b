import { expect, test } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { appCreateCommand } from './app.ts';
import { importCommand } from './import.ts';
import { syncCommand } from './sync.ts';

const never = [
  '../user',
  'acme/..',
  'acme/.',
  'acme/%2e%2e',
  'acme/',
  '/x',
  '',
  'acme/rocket ',
  'acme/rocket.git',
];

test('names that GitHub never has are refused before anything is opened or requested', async () => {
  for (const name of [...never, '..', `acme/${'a'.repeat(101)}`]) {
    await expect(importCommand(name, { json: true }), name).rejects.toThrow(UsageError);
    await expect(syncCommand(name, { force: false, json: true }), name).rejects.toThrow(UsageError);
  }
  for (const organization of ['..', '../user', 'a/b', 'acme ']) {
    await expect(appCreateCommand({ organization }), organization).rejects.toThrow('is not a valid login');
  }
});
