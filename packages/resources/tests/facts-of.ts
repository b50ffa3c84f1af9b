import type { JsonObject } from '../src/json-object.ts';
import { findRoots } from '../src/stored/find-roots.ts';
import type { Facts, Shape } from '../src/stored/index.ts';

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

/** The rows that the write path would have of the repositories that an object embeds. */
export function factsOf(shape: Shape, object: JsonObject): Facts {
  const repositories = new Map<number, JsonObject>();
  const collect = (value: unknown) => {
    if (!isObject(value)) return;
    const { id } = value;
    if (typeof id === 'number' && typeof value.name === 'string' && typeof value.url === 'string')
      repositories.set(id, { ...value, ...repositories.get(id) });
    for (const inner of Object.values(value)) collect(inner);
  };
  collect(object);
  const { repo, web, api, host } = findRoots(shape, object);
  return { repo, web, api, host, repository: (id) => repositories.get(id) ?? null };
}
