import type { JsonObject } from '../observations/observation.ts';

/** Where a repository was, and where it is. */
export interface Move {
  /** The repository's. */
  id: number;
  /** Full names that it had. */
  from: readonly string[];
  /** Its full name. */
  to: string;
  /** Of GitHub's pages and of its API, with their ports. */
  hosts: readonly string[];
}

const isAddressField = /(?:url|href)$/;

/**
 * GitHub's object with its addresses, at any depth, where the repository is now. Other repositories in it, such as a
 * fork that has the old name today, are left as they are.
 */
export function readdress(raw: JsonObject, { id, from, to, hosts }: Move): JsonObject {
  const anyOf = (values: readonly string[]) => values.map(RegExp.escape).join('|');
  const ofApi = '(?:api/[a-z0-9]+/)?(?:repos/)?';
  const host = `(?:(?:https?|git)://(?:[a-z0-9-]+\\.)?(?:${anyOf(hosts)})/${ofApi}|git@(?:${anyOf(hosts)}):)`;
  // A name may hold dots, but does not end with `.git`.
  const within = new RegExp(`^(${host})(?:${anyOf(from)})(?=(?:\\.git)?(?:[^\\w.-]|$))`, 'i');
  const read = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => read(each, ''));
    if (typeof value === 'object' && value !== null) return readObject(value);
    if (typeof value !== 'string' || !isAddressField.test(name)) return value;
    return value.replace(within, (_, place: string) => `${place}${to}`);
  };
  const readObject = (object: object): JsonObject => {
    const fields = Object.entries(object);
    const isOther = 'full_name' in object && 'id' in object && object.id !== id;
    return Object.fromEntries(isOther ? fields : fields.map(([name, value]) => [name, read(value, name)]));
  };
  return readObject(raw);
}
