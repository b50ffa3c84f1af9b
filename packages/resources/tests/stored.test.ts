import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { exampleDeliveries } from '@hubtwin/test-kit';
import { beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../src/json-object.ts';
import {
  type AccountFacts,
  decode,
  deflate,
  derived,
  encode,
  type Facts,
  inflate,
  referencesIn,
  type Shape,
} from '../src/stored/index.ts';
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
  const moved = { ...store(shape, object), name: 'shop', full_name: 'other-org/shop' };
  expect(decode(shape, moved, factsOf(shape, object))).toEqual({
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
  expect(share('pull_request')).toBeLessThan(0.1);
  expect(share('issue')).toBeLessThan(0.2);
  expect(share('repository')).toBeLessThan(0.2);
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

test('an embedded account is its id, and has its current names', () => {
  const issue = one('issue');
  const user = Object(issue.user);
  expect(encode(shapeOf('issue'), issue).user).toBe(-user.id);
  expect(encode(shapeOf('issue'), { ...issue, user: { ...user, user_view_type: 'public' } }).user).toBe(
    user.id,
  );
  const facts = factsOf(shapeOf('issue'), issue);
  const account = { ...facts.account(user.id), login: 'new-login', name: 'Not embedded' } as AccountFacts;
  const shown = stored(shapeOf('issue'), issue, { ...facts, account: () => account });
  expect(shown.user).toEqual({
    ...JSON.parse(JSON.stringify(user).replaceAll(user.login, 'new-login')),
    html_url: user.html_url,
  });
  expect(Object(stored(shapeOf('issue'), issue, { ...facts, account: () => null })).user).toEqual({
    id: user.id,
    gravatar_id: '',
  });
});

test('keys that an account does not usually have are kept, and one without a row is kept as it is', () => {
  const issue = one('issue');
  const user = { ...Object(issue.user), email: 'octocat@github.com' };
  const { node_id: _, ...withoutNode } = user;
  expect(encode(shapeOf('issue'), { ...issue, user }).user).toEqual({
    ...{ '@': user.id, email: 'octocat@github.com', '-': 'user_view_type' },
  });
  expect(encode(shapeOf('issue'), { ...issue, user: withoutNode }).user).toMatchObject({
    login: user.login,
    id: user.id,
  });
  for (const odd of [
    user,
    withoutNode,
    'octocat',
    7,
    -7,
    null,
    [user],
    { login: 'octocat' },
    { ...user, id: '7' },
  ])
    expect(stored(shapeOf('issue'), { ...issue, user: odd })).toEqual({ ...issue, user: odd });
});

test('labels and milestones come from their rows, and leave objects with them', () => {
  const shape = shapeOf('issue');
  const issue = one(
    'issue',
    ({ labels, milestone }) => Object(labels)[0]?.description !== undefined && milestone !== null,
  );
  const [label] = Object(issue.labels);
  const text = { ...issue, labels: [label, 'a label as text', { name: 'without an id' }, 5] };
  expect(encode(shape, text)).toMatchObject({
    labels: [label.id, 'a label as text', {}, {}],
    milestone: Object(issue.milestone).id,
  });
  const facts = factsOf(shape, text);
  expect(stored(shape, text)).toEqual(text);
  expect(stored(shape, text, { ...facts, label: () => null, milestone: () => null })).toEqual({
    ...text,
    labels: text.labels.slice(1),
    milestone: null,
  });
});

test('the references of an object are listed', () => {
  const pull = one('pull_request');
  const user = Object(pull.user);
  const { repo } = Object(pull.base);
  const { accounts, repositories, labels } = referencesIn(
    shapeOf('pull_request'),
    store(shapeOf('pull_request'), pull),
  );
  expect([...accounts]).toContain(user.id);
  expect([...repositories]).toEqual([repo.id]);
  expect(labels.size).toBe(0);
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
