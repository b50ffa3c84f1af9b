import type { JsonObject } from '../src/json-object.ts';
import { findRoots } from '../src/stored/find-roots.ts';
import type { AccountFacts, Facts, Shape } from '../src/stored/index.ts';

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

/** The rows that the write path would have of what an object embeds. */
export function factsOf(shape: Shape, object: JsonObject): Facts {
  const accounts = new Map<number, AccountFacts>();
  const repositories = new Map<number, JsonObject>();
  const labels = new Map<number, JsonObject>();
  const milestones = new Map<number, JsonObject>();
  const collect = (value: unknown, key: string) => {
    if (!isObject(value)) return;
    if (Array.isArray(value)) for (const each of value) collect(each, key);
    const { id } = value;
    if (typeof id === 'number' && !Array.isArray(value)) {
      if (typeof value.login === 'string') accounts.set(id, accountOf(value, id));
      else if (key === 'labels') labels.set(id, value);
      else if (key === 'milestone') milestones.set(id, value);
      else if (typeof value.name === 'string' && typeof value.url === 'string')
        repositories.set(id, { ...value, ...repositories.get(id) });
    }
    if (!Array.isArray(value)) for (const [name, inner] of Object.entries(value)) collect(inner, name);
  };
  collect(object, '');
  const { repo, web, api, host } = findRoots(shape, object);
  return {
    ...{ repo, web, api, host },
    account: (id) => accounts.get(id) ?? null,
    repository: (id) => repositories.get(id) ?? null,
    label: (id) => labels.get(id) ?? null,
    milestone: (id) => milestones.get(id) ?? null,
  };
}

function accountOf(account: JsonObject, id: number): AccountFacts {
  const text = (key: string) => (typeof account[key] === 'string' ? account[key] : null);
  return {
    id,
    node_id: text('node_id'),
    login: text('login'),
    type: text('type'),
    site_admin: typeof account.site_admin === 'boolean' ? account.site_admin : null,
    avatar_url: text('avatar_url'),
    html_url: text('html_url'),
  };
}
