import { exampleDeliveries } from '@hubtwin/test-kit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../src/json-object.ts';
import { decode, deflate, encode, inflate, type Shape } from '../src/stored/index.ts';
import { factsOf } from './facts-of.ts';
import { shapes } from './shapes.ts';

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

const shapeOf = (kind: string): Shape => shapes[kind] ?? expect.fail(`${kind} has no shape`);

const examples = exampleDeliveries().flatMap(({ payload }) =>
  Object.entries(payload).flatMap(([kind, object]) => {
    return kind in shapes && isObject(object) ? [{ kind, json: JSON.stringify(object) }] : [];
  }),
);

/** Keys and values that look like ours, or like those that are derived. */
const key = fc.oneof(
  fc.constantFrom('~', '~~', '@', '@@', '-', '--', '---', '-1', '__proto__', 'constructor', 'toString'),
  fc.constantFrom('url', 'html_url', 'href', 'id', 'login', 'full_name', 'node_id', 'number', 'name', 'sha'),
  fc.constantFrom('user', 'labels', 'assignees', 'milestone', 'head', 'base', 'repo', 'owner', '_links'),
  fc.constantFrom('type', 'site_admin', 'user_view_type', 'gravatar_id', 'followers_url', 'description'),
  fc.string({ unit: fc.constantFrom('~', '@', '-', 'a'), maxLength: 4 }),
  fc.string(),
);
const text = fc.constantFrom(
  ...['', 'public', 'https://api.github.com', 'https://api.github.com/repos/Codertocat/Hello-World'],
  ...['https://github.com/Codertocat/Hello-World', 'https://github.com/Codertocat/Hello-World-2/issues'],
  ...[
    'https://api.github.com/users/octocat',
    'https://x/repos/a/b/issues/1',
    'repos/a/b',
    'r/issues',
    '= url',
  ],
  ...['http://a', 'https://api.github.com/repos//', 'https://github.com//a', '\ud800', 'a/b', '%2F', 'é ?#'],
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    text,
    fc.constantFrom(0, 1, -1, 1.5, 583231, -583231, 2 ** 53, null, true, false),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map(Object.fromEntries),
    fc.constantFrom<unknown>({ '~': 0 }, { '~': 1 }, { '~': 'r/x' }, { '~': [5] }, { '@': 5 }, { '-': '=' }),
  ),
}));
/** Where it is put, as numbers that select a key at each level, and whether it replaces a key. */
const change = fc.record({ path: fc.array(fc.nat(), { maxLength: 5 }), key, value, replaces: fc.boolean() });

/** Each embedded object has its own id, so that a changed copy has its own row. */
function withOwnIds(value: unknown, ids = { last: 1_000 }): unknown {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.map((each) => withOwnIds(each, ids));
  const entries = Object.entries(value).map(([name, inner]) => {
    if (name !== 'id' || typeof inner !== 'number') return [name, withOwnIds(inner, ids)];
    ids.last += 1;
    return [name, ids.last];
  });
  return Object.fromEntries(entries);
}

function put(
  object: JsonObject,
  { path, key, value, replaces }: { path: number[]; key: string; value: unknown; replaces: boolean },
): void {
  const copy = structuredClone(value);
  let at = object;
  for (const step of path) {
    const inner = Object.values(at).filter(isObject);
    at = inner[step % Math.max(1, inner.length)] ?? at;
  }
  const keys = Object.keys(at);
  const name = replaces ? (keys[key.length % Math.max(1, keys.length)] ?? key) : key;
  if (Array.isArray(at)) at.push(copy);
  else Object.defineProperty(at, name, { value: copy, configurable: true, enumerable: true, writable: true });
}

const restored = (kind: string, object: JsonObject): JsonObject => {
  const shape = shapeOf(kind);
  const encoded = encode(shape, object);
  const stored: JsonObject = JSON.parse(JSON.stringify(deflate(shape, encoded)));
  expect(inflate(shape, stored)).toEqual(encoded);
  return decode(shape, stored, factsOf(shape, object));
};

test('objects with any keys and values mixed in are restored', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...examples),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      ({ kind, json }, changes) => {
        const object = Object(withOwnIds(JSON.parse(json)));
        for (const each of changes) put(object, each);
        const before = JSON.stringify(object);
        expect(restored(kind, object)).toEqual(JSON.parse(before));
        expect(JSON.stringify(object)).toBe(before);
      },
    ),
    { numRuns: 500 },
  );
});

test('any JSON object is restored, whatever it is taken for', () => {
  const object = fc
    .array(fc.tuple(key, value), { maxLength: 8 })
    .map((entries): JsonObject => Object.fromEntries(entries));
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(shapes)), object, (kind, any) => {
      expect(restored(kind, any)).toEqual(JSON.parse(JSON.stringify(any)));
    }),
    { numRuns: 1_000 },
  );
});

test('the order of keys changes nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...examples),
      fc.array(change, { maxLength: 2 }),
      ({ kind, json }, changes) => {
        const object = Object(JSON.parse(json));
        for (const each of changes) put(object, each);
        const reversed = Object.fromEntries(Object.entries(object).toReversed());
        expect(encode(shapeOf(kind), reversed)).toEqual(encode(shapeOf(kind), object));
      },
    ),
  );
});

test('an object that is nested deeply is restored', () => {
  const deep = (depth: number) =>
    JSON.parse(
      `${'{"href":"https://api.github.com/repos/a/b/x","~":'.repeat(depth)}{"~":0}${'}'.repeat(depth)}`,
    );
  for (const depth of [1, 98, 99, 100, 101, 150, 900]) {
    const object = {
      url: 'https://api.github.com/repos/a/b/issues/1',
      number: 1,
      deep: deep(depth),
      user: deep(depth),
    };
    expect(restored('issue', object)).toEqual(object);
  }
});
