import type { JsonObject } from '../json-object.ts';
import { findRoots, rootsOf } from './find-roots.ts';
import { isObject, setKey } from './json.ts';
import { derived, escapeKey, mark, toAbsent } from './markers.ts';
import { encodePlain } from './plain-values.ts';
import type { Roots } from './roots.ts';
import type { CompiledReference, Embedded, Shape } from './shape.ts';
import { matches, type Scope, type Template } from './template.ts';

/**
 * Replaces the values of GitHub's object that `decode` can derive. All its keys remain, so that observations are
 * merged key by key; `deflate` leaves out the derived ones. A function of the object alone: the result does not depend on
 * the names of its repository and of the accounts in it, as far as they are consistent.
 */
export function encode(shape: Shape, object: JsonObject): JsonObject {
  const scope: Scope = { object, parent: null, roots: findRoots(shape, object) };
  const encoded: JsonObject = {};
  for (const key of Object.keys(object)) setKey(encoded, escapeKey(key), encodeValue(shape, key, scope));
  return encoded;
}

/** @returns `derived`, if decoding needs nothing. */
function encodeValue(shape: Shape, key: string, scope: Scope): unknown {
  const value = scope.object[key];
  if (shape.received.has(key) && typeof value === 'string') return value;
  const templates = shape.templates.get(key);
  if (templates !== undefined) {
    const at = typeof value === 'string' ? indexOfMatch(templates, value, scope) : -1;
    if (at >= 0) return at === 0 ? derived : { [mark.value]: at };
  }
  const embedded = shape.embeds.get(key);
  return embedded === undefined
    ? encodePlain(key, value, scope.roots)
    : encodeEmbedded(embedded, key, value, scope);
}

function indexOfMatch(templates: readonly Template[], value: string, scope: Scope): number {
  for (let at = 0; at < templates.length; at += 1) {
    const template = templates[at];
    if (template !== undefined && matches(template, value, scope)) return at;
  }
  return -1;
}

function encodeEmbedded({ shape, isList }: Embedded, key: string, value: unknown, parent: Scope): unknown {
  if (isList)
    return Array.isArray(value)
      ? value.map((each) => encodeItem(shape, '', each, parent))
      : encodePlain(key, value, parent.roots);
  const encoded = encodeItem(shape, key, value, parent);
  return shape.isDerived && isObject(encoded) && Object.keys(encoded).length === 0 ? derived : encoded;
}

function encodeItem(shape: Shape, key: string, value: unknown, parent: Scope): unknown {
  if (!isObject(value)) {
    const isLikeReference = typeof value === 'number' && shape.reference !== null;
    return isLikeReference ? { [mark.value]: [value] } : encodePlain(key, value, parent.roots);
  }
  const { roots } = parent;
  if (shape.reference !== null && isReferable(shape.reference, value, roots))
    return encodeReference(shape, shape.reference, { object: value, parent, roots });
  return encodeObject(shape, { object: value, parent, roots: rootsOf(shape, value, roots) });
}

function encodeObject(shape: Shape, scope: Scope): JsonObject {
  const encoded: JsonObject = {};
  for (const key of Object.keys(scope.object)) {
    const value = encodeValue(shape, key, scope);
    if (value !== derived) setKey(encoded, escapeKey(key), value);
  }
  const absent = toAbsent(shape.derivable, scope.object);
  if (absent !== null) encoded[mark.absent] = absent;
  return encoded;
}

/** Whether the row of an embedded object restores its keys. */
function isReferable({ keys, requires }: CompiledReference, object: JsonObject, { repo }: Roots): boolean {
  const { id, url } = object;
  if (!Number.isSafeInteger(id) || Number(id) <= 0) return false;
  if (repo === null || url !== repo) return false;
  if (!requires.every((key) => Object.hasOwn(object, key))) return false;
  for (const [key, types] of keys) {
    const value = object[key];
    if (
      value !== undefined &&
      !types.some((type) => (value === null ? type === 'null' : type === typeof value))
    )
      return false;
  }
  return true;
}

/** An id alone stands for an object with the usual keys, and a negative one for the second set of them. */
function encodeReference(shape: Shape, { keys, without = [] }: CompiledReference, scope: Scope): unknown {
  const { object } = scope;
  const id = Number(object.id);
  const names = Object.keys(object);
  const kept: JsonObject = { [mark.reference]: id };
  let restored = 0;
  for (const key of names) {
    const value = key === 'id' || keys.has(key) ? derived : encodeValue(shape, key, scope);
    if (value === derived) restored += 1;
    else setKey(kept, escapeKey(key), value);
  }
  if (restored === names.length) {
    if (restored === shape.restorable.length) return id;
    const lacksOnly = restored === shape.restorable.length - without.length;
    if (lacksOnly && without.length > 0 && !without.some((key) => Object.hasOwn(object, key))) return -id;
  }
  const absent = toAbsent(shape.restorable, object);
  if (absent !== null) kept[mark.absent] = absent;
  return kept;
}
