import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import { areas, contract } from './contract.ts';
import type { RouteContract } from './define-route.ts';
import { createOpenApiDocument } from './openapi.ts';

const document = createOpenApiDocument({ version: '1.2.3' });
const text = JSON.stringify(document);

describe.for(Object.entries(contract))('%s', ([name, route]) => {
  test('has an example that its schema accepts unchanged', () => {
    expect(route.response.parse(route.example)).toEqual(route.example);
  });

  test('names in its path exactly the parameters that it validates', () => {
    const named = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    expect(named).toEqual(Object.keys(route.params.shape));
  });

  test('is in the document with its key, its responses and its problems', () => {
    const operation = document.paths?.[route.path]?.[route.method];
    expect(operation?.operationId).toBe(name);
    expect(operation?.security).toEqual(route.scope === null ? [] : [{ apiKey: [route.scope] }]);
    const statuses = Object.keys(operation?.responses ?? {}).map(Number);
    expect(statuses).toEqual(expect.arrayContaining([route.status, ...route.problems]));
    if (route.scope !== null) expect(statuses).toEqual(expect.arrayContaining([401, 403, 500, 503]));
  });
});

test('no two routes share method and path, or name', () => {
  const routes = areas.flatMap(({ routes }) => Object.entries<RouteContract>(routes));
  expect(new Set(routes.map(([, { method, path }]) => `${method} ${path}`)).size).toBe(routes.length);
  expect(new Set(routes.map(([name]) => name)).size).toBe(routes.length);
});

test('no path that a client resolves deletes a named object without a confirmation of its name', () => {
  const all: RouteContract[] = Object.values(contract);
  const patternOf = ({ path }: RouteContract) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`);
  const resolved = all
    .filter(({ method, path }) => method === 'delete' && path.includes('{'))
    .flatMap(({ path }) =>
      [...path.matchAll(/\{\w+\}/g)].map(({ index, 0: { length } }) => [path, index, length] as const),
    )
    .flatMap(([path, at, length]) => {
      const sent = `${path.slice(0, at)}..${path.slice(at + length)}`.replace(/\{\w+\}/g, 'x');
      const { pathname } = new URL(sent, 'http://localhost');
      return all.filter((route) => route.method === 'delete' && patternOf(route).test(pathname));
    });
  expect(resolved.map(({ path }) => path)).toContain('/api/v1/repositories/{owner}/{repo}');
  for (const { path, query } of resolved) {
    expect([path, query.safeParse({}).error?.issues.map((issue) => issue.path)]).toEqual([
      path,
      [['confirm']],
    ]);
  }
});

test('every reference of the document resolves to a component', () => {
  const references = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(50);
  const components: Record<string, Record<string, unknown> | undefined> = { ...document.components };
  for (const [, kind = '', name = ''] of references) expect(components[kind]).toHaveProperty(name);
});

test('an OpenAPI linter finds no error in the document', async () => {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: text, absoluteRef: '/openapi.json', config });
  const messages = problems.map(({ severity, ruleId, message, location }) =>
    [severity, ruleId, message, location[0]?.pointer].join(' '),
  );
  // A route without key and parameters has no client error; a redirect has no 2xx.
  const usual = /^warn operation-(4xx-response|2xx-response .*auth~1github~1install)/;
  expect(messages.filter((problem) => !usual.test(problem))).toEqual([]);
});

test('every operation shows its response and its request by an example', () => {
  const bare = areas
    .flatMap(({ routes }) => Object.values<RouteContract>(routes))
    .flatMap(({ method, path, status }) => {
      const operation = document.paths?.[path]?.[method];
      const taken = operation?.requestBody;
      const content = {
        ...operation?.responses?.[status]?.content,
        ...(taken && 'content' in taken && taken.content),
      };
      const without = Object.values<{ example?: unknown }>(content).some(
        ({ example }) => example === undefined,
      );
      return without ? [`${method} ${path}`] : [];
    });
  expect(bare).toEqual([]);
});

test('every integer that may exceed 32 bits is declared as int64', () => {
  const integers: { at: string; schema: Record<string, unknown> }[] = [];
  const visit = (value: unknown, at: string) => {
    if (typeof value !== 'object' || value === null || at.endsWith('/example')) return;
    const schema: Record<string, unknown> = { ...value };
    if ([schema.type].flat().includes('integer')) integers.push({ at, schema });
    for (const [name, inner] of Object.entries(value)) visit(inner, `${at}/${name}`);
  };
  visit(document, '');
  const ids = integers.filter(({ at }) => /(^|[/_])(id|seq|read_to)(\/|$)/.test(at));
  expect(ids.length).toBeGreaterThan(40);
  for (const { at, schema } of integers) {
    const isShort = typeof schema.maximum === 'number' && schema.maximum <= 2_147_483_647;
    expect([at, schema.format]).toEqual([at, isShort ? undefined : 'int64']);
  }
  const parameters = Object.values(document.paths ?? {}).flatMap((path) => path?.get?.parameters ?? []);
  const named = parameters.filter((parameter) => 'name' in parameter && parameter.name === 'id');
  expect(named.length).toBeGreaterThan(5);
  for (const parameter of named) expect(parameter).toMatchObject({ schema: { format: 'int64' } });
});

test('numbers and times are declared with their format', () => {
  const parameters = document.paths?.['/api/v1/repositories/{owner}/{repo}/issues']?.get?.parameters;
  expect(parameters).toContainEqual(
    expect.objectContaining({
      name: 'limit',
      schema: expect.objectContaining({ type: 'integer', minimum: 1, maximum: 100, default: 30 }),
    }),
  );
  expect(parameters).toContainEqual(
    expect.objectContaining({ name: 'since', schema: expect.objectContaining({ format: 'date-time' }) }),
  );
});
