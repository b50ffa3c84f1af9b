import type { JsonObject } from '../json-object.ts';
import { rootsIn, toRoots } from './roots.ts';
import { render, type Template } from './template.ts';

/** An address of an object in a repository with this page; null: unknown. */
export function addressOf(template: Template, page: string | null, object: JsonObject): string | null {
  const found = page === null ? null : rootsIn('web', page);
  if (found === null) return null;
  const roots = toRoots({ api: null, host: found.root, name: found.name });
  return render(template, { object, parent: null, roots });
}
