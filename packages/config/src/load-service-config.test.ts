import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  apiConfig,
  databaseConfig,
  githubAppConfig,
  githubConfig,
  processConfig,
  secretsConfig,
} from './index.ts';
import { ConfigError } from './load-config.ts';
import { loadServiceConfig } from './load-service-config.ts';

const sections = {
  process: processConfig,
  database: databaseConfig,
  github: githubConfig,
  secrets: secretsConfig,
  api: apiConfig,
};
const keyOf = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`;
const token = 'hvs.canary-of-the-vault';
const pem = '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----';

/** A Vault with one secret, served by KV v2. */
let stored: Record<string, unknown> = {};
const requested: string[] = [];
const vault = createServer((request, response) => {
  requested.push(request.url ?? '');
  const send = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (request.headers['x-vault-token'] !== token) send(403, { errors: ['permission denied'] });
  else if (request.url === '/v1/kv/old') send(200, { data: stored });
  else if (request.url !== '/v1/secret/data/hubtwin/prod') send(404, { errors: [] });
  else send(200, { data: { data: stored, metadata: { version: 3 } } });
});
let origin = '';
let folder = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => vault.listen(0, '127.0.0.1', resolve));
  const address = vault.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  folder = await mkdtemp(join(tmpdir(), 'hubtwin-config-'));
});
afterAll(async () => {
  await new Promise((resolve) => vault.close(resolve));
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  stored = {
    DATABASE_URL: 'postgres://vault/x',
    ENCRYPTION_KEYS: keyOf('one', 1),
    HUBTWIN_ADMIN_KEY: `htk_${'v'.repeat(32)}`,
    GITHUB_APP_PRIVATE_KEY: pem,
    LOG_LEVEL: 'silent',
  };
});

const inVault = (more: Record<string, string> = {}) => ({
  VAULT_ADDR: origin,
  VAULT_TOKEN: token,
  VAULT_PATH: 'secret/hubtwin/prod',
  GITHUB_APP_ID: '1',
  ...more,
});
const file = async (name: string, text: string) => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};
async function faultsOf(environment: Record<string, string>): Promise<readonly string[]> {
  const error = await loadServiceConfig(sections, environment).catch((thrown: unknown) => thrown);
  return error instanceof ConfigError ? error.faults : [];
}

test.each(['7', 7])(
  'Vault provides all settings of the App: its id (%j) and slug as well as its secrets',
  async (id) => {
    Object.assign(stored, {
      GITHUB_APP_ID: id,
      GITHUB_APP_SLUG: 'hubtwin-acme',
      GITHUB_APP_CLIENT_ID: 'Iv1.a',
      GITHUB_APP_CLIENT_SECRET: 'of-the-app',
    });
    const { GITHUB_APP_ID: _, ...environment } = inVault();
    const { github, app } = await loadServiceConfig({ ...sections, app: githubAppConfig }, environment);
    expect(github.app).toEqual({ id: '7', privateKey: pem });
    expect(app).toMatchObject({ slug: 'hubtwin-acme', clientId: 'Iv1.a', clientSecret: 'of-the-app' });
    const given = await loadServiceConfig(sections, inVault({ GITHUB_APP_ID: '8' }));
    expect(given.github.app?.id, 'the environment takes precedence').toBe('8');
  },
);

test('only secrets and the settings of the App come from a path of Vault', async () => {
  const config = await loadServiceConfig(sections, inVault({ NODE_ENV: 'production' }));
  expect(config.database.url).toBe('postgres://vault/x');
  expect(config.github.app).toEqual({ id: '1', privateKey: pem });
  expect(config.secrets.keys.map(({ id }) => id)).toEqual(['one']);
  expect(config.process.logLevel).toBe('info');
  const path = 'secret/data/hubtwin/prod';
  expect((await loadServiceConfig(sections, inVault({ VAULT_PATH: path }))).database.url).toMatch(/vault/);
});

test('a secret of the environment takes precedence over that of Vault', async () => {
  const config = await loadServiceConfig(sections, inVault({ ENCRYPTION_KEYS: keyOf('given', 2) }));
  expect(config.secrets.keys.map(({ id }) => id)).toEqual(['given']);
  expect(config.secrets.reread, 'values of the environment cannot change').toBeNull();
});

test('secrets come from files, without the trailing newline of editors', async () => {
  const config = await loadServiceConfig(sections, {
    DATABASE_URL_FILE: await file('url', 'postgres://file/x\n'),
    GITHUB_APP_ID: '1',
    GITHUB_APP_PRIVATE_KEY_FILE: await file('pem', pem),
    ENCRYPTION_KEYS_FILE: await file('keys', keyOf('one', 1)),
    VAULT_TOKEN_FILE: await file('token', token),
    VAULT_ADDR: origin,
    VAULT_PATH: 'secret/hubtwin/prod',
  });
  expect(config.database.url).toBe('postgres://file/x');
  expect(config.github.app?.privateKey).toBe(pem);
  expect(config.api.adminKey, 'a secret without a file comes from Vault').toMatch(/^htk_v/);
});

test('keys are read again from the file, or from Vault, with their current content', async () => {
  const fromFile = {
    ENCRYPTION_KEYS_FILE: await file('ring', keyOf('one', 1)),
    DATABASE_URL: 'postgres://h/x',
  };
  const { secrets } = await loadServiceConfig(sections, fromFile);
  await file('ring', `${keyOf('two', 2)},${keyOf('one', 1)}`);
  expect((await secrets.reread?.())?.map(({ id }) => id)).toEqual(['two', 'one']);
  await file('ring', 'half a k');
  await expect(secrets.reread?.()).rejects.toThrow('ENCRYPTION_KEYS: must be id:base64key pairs');

  const { secrets: vaulted } = await loadServiceConfig(sections, inVault());
  stored.ENCRYPTION_KEYS = `${keyOf('three', 3)},${keyOf('one', 1)}`;
  expect((await vaulted.reread?.())?.map(({ id }) => id)).toEqual(['three', 'one']);
});

test('every fault of the sources and of the sections is reported at once, without secrets', async () => {
  const faults = await faultsOf({
    DATABASE_URL_FILE: join(folder, 'none'),
    HUBTWIN_ADMIN_KEY: `htk_${'a'.repeat(32)}`,
    HUBTWIN_ADMIN_KEY_FILE: await file('key', 'x'),
    GITHUB_TOKEN_FILE: await file('empty', '\n'),
    VAULT_PATH: 'hubtwin',
    API_PORT: '70000',
  });
  expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
    'API_PORT',
    'DATABASE_URL_FILE',
    'GITHUB_TOKEN_FILE',
    'HUBTWIN_ADMIN_KEY_FILE',
    'VAULT_ADDR',
    'VAULT_PATH',
    'VAULT_TOKEN',
  ]);
});

test.for([
  ['VAULT_TOKEN: Vault does not allow it', { VAULT_TOKEN: 'hvs.other' }],
  ['VAULT_PATH: no secret is stored', { VAULT_PATH: 'secret/other' }],
  ['VAULT_ADDR: Vault could not be reached', { VAULT_ADDR: 'http://127.0.0.1:9' }],
  ['VAULT_ADDR: must be a URL', { VAULT_ADDR: 'vault:8200' }],
] as const)('a fault of Vault is reported alone: %s', async ([message, wrong]) => {
  const faults = await faultsOf(inVault({ ...wrong }));
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(message);
  expect(`${faults}`).not.toMatch(/canary|hvs\./);
});

test('a value of another type in Vault is a fault', async () => {
  stored.HUBTWIN_ADMIN_KEY = 7;
  expect(await faultsOf(inVault())).toEqual(['HUBTWIN_ADMIN_KEY: must be text in Vault']);
});

test.each([7.5, true, { id: 7 }])('an App id that is %j in Vault is a fault', async (id) => {
  stored.GITHUB_APP_ID = id;
  expect(await faultsOf(inVault())).toEqual(['GITHUB_APP_ID: must be text in Vault']);
});

test('without metrics there is no metrics port', async () => {
  const { process } = await loadServiceConfig(sections, inVault({ GITHUB_ENABLE_METRICS: 'false' }));
  expect(process.metricsPort).toBe(0);
});

test('the log knows the values of all secrets, from any source', async () => {
  const { process } = await loadServiceConfig(sections, inVault());
  expect(process.secrets).toEqual(
    expect.arrayContaining([token, stored.HUBTWIN_ADMIN_KEY, keyOf('', 1).slice(1)]),
  );
});
