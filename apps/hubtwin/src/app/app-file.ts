import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import type { NewApp } from '@hubtwin/github';
import { writeFileWhole } from '../up/write-file-whole.ts';

/** Where `hubtwin up` reads the App that `hubtwin app create` created in this folder. */
export const appFileOf = (home: string) => join(home, 'github-app.env');

/** The variables that Hubtwin runs with as this App. */
export function appVariables(app: NewApp, { webhookUrl }: { webhookUrl: string }): Record<string, string> {
  return {
    GITHUB_APP_ID: `${app.id}`,
    GITHUB_APP_SLUG: app.slug,
    GITHUB_APP_CLIENT_ID: app.client_id,
    GITHUB_APP_CLIENT_SECRET: app.client_secret,
    GITHUB_APP_PRIVATE_KEY: app.pem.trim().replaceAll('\n', '\\n'),
    ...(app.webhook_secret !== null && { GITHUB_WEBHOOK_SECRET: app.webhook_secret }),
    GITHUB_WEBHOOK_URL: webhookUrl,
  };
}

/**
 * Writes an environment file that only its owner may read, as `node --env-file` and `docker --env-file` take it.
 *
 * @throws if the file exists: GitHub shows the secrets of an App only once.
 */
export function writeAppFile(file: string, variables: Record<string, string>): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  if (existsSync(file)) throw new Error(`${file} already has an App.`);
  writeFileWhole(file, lines.join(''));
}

/** @returns an empty object if the file does not exist. */
export function readAppFile(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  const variables = Object.entries(parseEnv(readFileSync(file, 'utf8')));
  return Object.fromEntries(
    variables.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
