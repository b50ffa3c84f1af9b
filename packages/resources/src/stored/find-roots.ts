import type { JsonObject } from '../json-object.ts';
import { isObject } from './json.ts';
import { type FoundRoots, type Roots, rootsIn, toRoots } from './roots.ts';
import type { Shape } from './shape.ts';
import { rootIn, type Scope } from './template.ts';

const unknown: Roots = toRoots({ api: null, host: null, name: null });

/**
 * Finds what the addresses in an object start with: what the first template requires whose value matches otherwise.
 * A function of the object alone, and not of the order of its keys.
 */
export function findRoots(shape: Shape, object: JsonObject): Roots {
  const found: FoundRoots = { api: null, host: null, name: null };
  search(shape, { object, parent: null, roots: unknown }, found);
  if (shape.named !== null) found.name = nameIn(shape, object);
  return toRoots(found);
}

/** The full name that an object states of its repository. */
function nameIn({ named }: Shape, object: JsonObject): string | null {
  const name = named === null ? null : object[named];
  return typeof name === 'string' && /^[^/]+\/[^/]+$/.test(name) ? name : null;
}

/** The roots of an object that may be a repository of its own. */
export function rootsOf(shape: Shape, object: JsonObject, roots: Roots): Roots {
  if (shape.named === null) return roots;
  const name = nameIn(shape, object);
  return name === roots.name ? roots : toRoots({ ...roots, name });
}

/** @param own the full name that the object states; null: that of the outer object holds. */
function accept(
  found: FoundRoots,
  own: string | null,
  field: 'api' | 'host',
  candidate: ReturnType<typeof rootsIn>,
): void {
  if (candidate === null) return;
  const expected = own ?? found.name;
  if (candidate.name !== null && expected !== null && candidate.name !== expected) return;
  found[field] = candidate.root;
  if (own === null) found.name ??= candidate.name;
}

function search(shape: Shape, scope: Scope, found: FoundRoots): void {
  const own = shape.named === null ? null : (nameIn(shape, scope.object) ?? '');
  for (const [key, [template]] of shape.templates) {
    const value = scope.object[key];
    if (template === undefined || template.root === null || typeof value !== 'string') continue;
    const field = template.root === 'repo' || template.root === 'api' ? 'api' : 'host';
    if (found[field] !== null) continue;
    const base = rootIn(template, value, scope);
    accept(found, own, field, base === null ? null : rootsIn(template.root, base));
  }
  for (const [key, rest] of shape.pages) {
    const value = scope.object[key];
    if (found.host !== null || typeof value !== 'string' || !rest.test(value)) continue;
    accept(found, own, 'host', rootsIn('web', value.replace(rest, '')));
  }
  if (found.api !== null && found.host !== null && found.name !== null) return;
  for (const [key, { shape: inner, isList }] of shape.embeds) {
    const value = scope.object[key];
    for (const each of isList && Array.isArray(value) ? value : [value])
      if (isObject(each)) search(inner, { object: each, parent: scope, roots: unknown }, found);
  }
}
