import type { JsonObject } from '../json-object.ts';
import { withCurrentNames } from './current-names.ts';
import type { Facts } from './facts.ts';
import { rootsOf } from './find-roots.ts';
import { isObject, setKey } from './json.ts';
import { mark, markerOf, readAbsent, unescapeKey } from './markers.ts';
import { decodePlain } from './plain-values.ts';
import { type Roots, rootsIn, toRoots } from './roots.ts';
import type { Embedded, Shape } from './shape.ts';
import { render, type Scope } from './template.ts';

/**
 * GitHub's object from what `deflate` returned, with current names. Keys whose value needs an unknown fact are left
 * out.
 */
export function decode(shape: Shape, stored: JsonObject, facts: Facts): JsonObject {
  const roots = rootsOf(shape, stored, rootsOfFacts(facts));
  return decodeObject(shape, stored, { parent: null, roots }, facts);
}

function rootsOfFacts({ repo, web, api, host }: Facts): Roots {
  const inApi = repo === null ? null : rootsIn('repo', repo);
  const onHost = web === null ? null : rootsIn('web', web);
  return toRoots({
    api: inApi?.root ?? api ?? null,
    host: onHost?.root ?? host ?? null,
    name: inApi?.name ?? onHost?.name ?? null,
  });
}

type Surroundings = Omit<Scope, 'object'>;

/** The row that restores a reference. */
interface Restored {
  id: number;
  row: object | null;
}

function decodeObject(
  shape: Shape,
  stored: JsonObject,
  around: Surroundings,
  facts: Facts,
  restored?: Restored,
): JsonObject {
  const has = readAbsent(stored[mark.absent]);
  const scope: Scope = { ...around, object: restored === undefined ? {} : restore(shape, restored, has) };
  for (const key of Object.keys(stored)) {
    if (key === mark.absent || key === mark.reference || shape.embeds.has(key) || isTemplate(stored[key]))
      continue;
    if (shape.added.has(key)) continue;
    set(scope.object, unescapeKey(key), decodePlain(stored[key], scope.roots));
  }
  renderTemplates(shape, stored, has, scope, false);
  for (const [key, embedded] of shape.embeds) {
    const isStored = Object.hasOwn(stored, key) && !isTemplate(stored[key]);
    if (isStored) set(scope.object, key, decodeEmbedded(embedded, stored[key], scope, facts));
    else if (embedded.shape.isDerived && has(key))
      set(scope.object, key, decodeEmbedded(embedded, {}, scope, facts));
  }
  renderTemplates(shape, stored, has, scope, true);
  return scope.object;
}

/** Null in a row may mean unknown. */
function restore({ reference }: Shape, { id, row }: Restored, has: (key: string) => boolean): JsonObject {
  const object: JsonObject = { id };
  for (const [key, types] of reference?.keys ?? []) {
    const value: unknown = row !== null && Object.hasOwn(row, key) ? Reflect.get(row, key) : undefined;
    if (has(key) && (value !== null || types.includes('null'))) set(object, key, value);
  }
  return object;
}

const isTemplate = (value: unknown): boolean => typeof markerOf(value) === 'number';

function set(object: JsonObject, key: string, value: unknown): void {
  if (value !== undefined) setKey(object, key, value);
}

/** Those that need keys of embedded objects are rendered after these. */
function renderTemplates(
  shape: Shape,
  stored: JsonObject,
  has: (key: string) => boolean,
  scope: Scope,
  isLate: boolean,
): void {
  for (const [key, templates] of shape.templates) {
    const isStored = Object.hasOwn(stored, key);
    const at = isStored ? markerOf(stored[key]) : 0;
    const template = typeof at === 'number' ? templates[at] : undefined;
    if (template === undefined || template.isLate !== isLate || (!isStored && !has(key))) continue;
    set(scope.object, key, render(template, scope) ?? undefined);
  }
}

function decodeEmbedded({ shape, isList }: Embedded, value: unknown, parent: Scope, facts: Facts): unknown {
  if (!isList) return decodeItem(shape, value, parent, facts);
  if (!Array.isArray(value)) return decodePlain(value, parent.roots);
  return value.map((each) => decodeItem(shape, each, parent, facts));
}

function decodeItem(shape: Shape, value: unknown, parent: Scope, facts: Facts): unknown {
  const { reference } = shape;
  if (typeof value === 'number' && reference !== null) {
    const lacking = value < 0 ? reference.without?.join(' ') : undefined;
    return decodeReference(
      shape,
      { [mark.reference]: Math.abs(value), [mark.absent]: lacking },
      parent,
      facts,
    );
  }
  if (!isObject(value) || markerOf(value) !== undefined) return decodePlain(value, parent.roots);
  if (Object.hasOwn(value, mark.reference)) return decodeReference(shape, value, parent, facts);
  const current = withCurrentNames(shape, value, facts);
  return decodeObject(shape, current, { parent, roots: rootsOf(shape, current, parent.roots) }, facts);
}

function decodeReference(shape: Shape, stored: JsonObject, parent: Scope, facts: Facts): unknown {
  const id = Number(stored[mark.reference]);
  const row = shape.reference === null ? null : facts.repository(id);
  return decodeObject(shape, stored, { parent, roots: parent.roots }, facts, { id, row });
}
