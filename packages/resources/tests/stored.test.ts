import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { exampleDeliveries } from '@hubtwin/test-kit';
import { beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../src/json-object.ts';
import { decode, deflate, derived, encode, type Facts, inflate, type Shape } from '../src/stored/index.ts';
import { factsOf } from './facts-of.ts';
import { shapes } from './shapes.ts';
import { type KindOfObject, simulatedObjects } from './simulated-objects.ts';

const shapeOf = (kind: string): Shape => shapes[kind] ?? expect.fail(`${kind} has no shape`);

/** What Postgres returns of what is stored. */
const store = (shape: Shape, object: JsonObject): JsonObject =>
  JSON.parse(JSON.stringify(deflate(shape, encode(shape, object))));

const stored = (shape: Shape, object: JsonObject, facts: Facts = factsOf(shape, object)) =>
  decode(shape, store(shape, object), facts);

const examples: KindOfObject[] = exampleDeliveries().flatMap(({ payload }) =>
  Object.entries(payload).flatMap(([kind, object]) =>
    kind in shapes && typeof object === 'object' && object !== null ? [{ kind, object: Object(object) }] : [],
  ),
);

let simulated: KindOfObject[];
let host: string;
beforeAll(async () => {
  const { objects, url } = await simulatedObjects();
  simulated = objects.filter(({ kind }) => kind in shapes);
  host = url;
});

test('each kind of object is compared', () => {
  const kinds = new Set([...examples, ...simulated].map(({ kind }) => kind));
  expect([...kinds].toSorted()).toEqual(Object.keys(shapes).toSorted());
});

test('the objects of GitHub and of the simulator are restored', () => {
  for (const { kind, object } of [...examples, ...simulated])
    expect(stored(shapeOf(kind), object), kind).toEqual(object);
});

/** Objects in recorded responses of GitHub. */
function recorded(): JsonObject[] {
  const folder = dirname(
    createRequire(import.meta.resolve('@hubtwin/github-simulator')).resolve('@octokit/fixtures/package.json'),
  );
  const scenarios = join(folder, 'scenarios/api.github.com');
  return readdirSync(scenarios).flatMap((scenario) => {
    const file = readFileSync(join(scenarios, scenario, 'normalized-fixture.json'), 'utf8');
    const answers: { response: unknown }[] = JSON.parse(file);
    return answers
      .flatMap(({ response }) => [response, Object(response).items].flat())
      .filter((each): each is JsonObject => typeof each === 'object' && each !== null);
  });
}

test('recorded responses are restored, whatever they are taken for', () => {
  const objects = recorded();
  expect(objects.length).toBeGreaterThan(50);
  for (const object of objects)
    for (const [kind, shape] of Object.entries(shapes)) expect(stored(shape, object), kind).toEqual(object);
});

/** The object after its repository was renamed on GitHub. */
const renamed = (object: JsonObject): JsonObject =>
  JSON.parse(
    JSON.stringify(object, (_key, value) =>
      value?.full_name === 'demo-org/storefront' || value?.url === `${host}/api/v3/repos/demo-org/storefront`
        ? { ...value, name: 'shop' }
        : value,
    ).replaceAll('demo-org/storefront', 'demo-org/shop'),
  );

const isOfStorefront = ({ kind, object }: KindOfObject) =>
  kind !== 'repository' && JSON.stringify(object).includes('demo-org/storefront/');

test('an object is encoded equally before and after its repository was renamed, and decoded with its current name', () => {
  const objects = simulated.filter(isOfStorefront);
  expect(new Set(objects.map(({ kind }) => kind)).size).toBeGreaterThan(8);
  for (const { kind, object } of objects) {
    const shape = shapeOf(kind);
    const now = renamed(object);
    expect(JSON.stringify(store(shape, now)), kind).toBe(JSON.stringify(store(shape, object)));
    expect(stored(shape, object, factsOf(shape, now)), kind).toEqual(now);
  }
});

test('a repository has the addresses of its current name', () => {
  const [{ object } = expect.fail('no repository')] = simulated.filter(
    ({ kind, object }) => kind === 'repository' && object.full_name === 'demo-org/storefront',
  );
  const shape = shapeOf('repository');
  const renamed = (value: unknown) => `${value}`.replace('demo-org/storefront', 'other-org/shop');
  const addresses = { url: renamed(object.url), html_url: renamed(object.html_url) };
  const moved = { ...store(shape, object), ...addresses, name: 'shop', full_name: 'other-org/shop' };
  const facts = { repo: addresses.url, web: addresses.html_url, repository: () => null };
  expect(decode(shape, moved, facts)).toEqual({
    ...JSON.parse(JSON.stringify(object).replaceAll('demo-org/storefront', 'other-org/shop')),
    name: 'shop',
  });
});

test('the parts of an object that are encoded are a small part of it', () => {
  const sizes = (kind: string) =>
    examples
      .filter((each) => each.kind === kind)
      .map(
        ({ object }) => JSON.stringify(store(shapeOf(kind), object)).length / JSON.stringify(object).length,
      );
  const share = (kind: string) => sizes(kind).reduce((sum, size) => sum + size, 0) / sizes(kind).length;
  expect(share('pull_request')).toBeLessThan(0.25);
  expect(share('issue')).toBeLessThan(0.4);
  expect(share('repository')).toBeLessThan(0.25);
});

const one = (kind: string, isWanted: (object: JsonObject) => boolean = () => true): JsonObject =>
  examples.find((each) => each.kind === kind && isWanted(each.object))?.object ?? expect.fail(kind);

test('all keys of an object remain until it is stored', () => {
  for (const { kind, object } of examples) {
    const shape = shapeOf(kind);
    const encoded = encode(shape, object);
    expect(Object.keys(encoded)).toEqual(Object.keys(object));
    expect(inflate(shape, deflate(shape, encoded))).toEqual(encoded);
    const some = Object.fromEntries(Object.entries(encoded).filter((_, at) => at % 3 === 0));
    expect(inflate(shape, deflate(shape, some))).toEqual(some);
  }
  expect(encode(shapeOf('issue'), one('issue')).html_url).toBe(derived);
});

test('a fork keeps its name, and addresses that are not those of its name are kept', () => {
  const shape = shapeOf('pull_request');
  const pull = one('pull_request');
  const head = Object(pull.head);
  const fork = JSON.parse(JSON.stringify(head.repo).replaceAll(head.repo.full_name, 'someone/fork'));
  const odd = { ...fork, id: 5, forks_url: head.repo.forks_url };
  const object = { ...pull, head: { ...head, repo: odd } };
  const { repo } = Object(encode(shape, object).head);
  expect(repo).toMatchObject({ full_name: 'someone/fork', forks_url: head.repo.forks_url });
  expect(Object.keys(repo).filter((key) => key.endsWith('_url'))).toEqual(['forks_url', 'mirror_url']);
  expect(stored(shape, object)).toEqual(object);
});

test('an embedded repository that was received after its row keeps its names', () => {
  const shape = shapeOf('pull_request');
  const pull = one('pull_request');
  const head = Object(pull.head);
  const named = (fullName: string) => ({
    ...JSON.parse(JSON.stringify(head.repo).replaceAll(head.repo.full_name, fullName)),
    id: 5,
  });
  const object = {
    ...pull,
    head: { ...head, repo: { ...named('someone/new'), updated_at: '2026-01-02T00:00:00Z' } },
  };
  const shownWith = (updated_at: string) => {
    const row = { ...named('someone/other'), updated_at };
    const facts = factsOf(shape, object);
    return Object(
      stored(shape, object, { ...facts, repository: (id) => (id === 5 ? row : facts.repository(id)) }).head,
    ).repo.url;
  };
  expect(shownWith('2026-01-01T00:00:00Z')).toMatch(/someone\/new$/);
  expect(shownWith('2026-01-03T00:00:00Z')).toMatch(/someone\/other$/);
});
