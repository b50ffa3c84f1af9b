import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { appFileOf, writeAppFile } from './app-file.ts';
import { localApp } from './local-app.ts';

test('the App made here is taken unless the environment names one; what that sets wins, and both webhook secrets count', () => {
  const home = mkdtempSync(join(tmpdir(), 'hubtwin-app-'));
  expect(localApp(home)).toEqual({});
  const made = {
    GITHUB_APP_ID: '7',
    GITHUB_APP_PRIVATE_KEY: '-----BEGIN RSA PRIVATE KEY-----\\nAb+/=\\n-----END RSA PRIVATE KEY-----',
    GITHUB_WEBHOOK_SECRET: 'ours',
    GITHUB_WEBHOOK_URL: 'https://one.example/webhooks/github',
  };
  writeAppFile(appFileOf(home), made);
  expect(localApp(home)).toEqual(made);
  vi.stubEnv('GITHUB_WEBHOOK_SECRET', 'set');
  vi.stubEnv('GITHUB_WEBHOOK_URL', 'https://two.example/webhooks/github');
  expect(localApp(home)).toEqual({
    ...made,
    GITHUB_WEBHOOK_SECRET: 'set,ours',
    GITHUB_WEBHOOK_URL: 'https://two.example/webhooks/github',
  });
  vi.stubEnv('GITHUB_APP_ID', '8');
  expect(localApp(home)).toEqual({});
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});
