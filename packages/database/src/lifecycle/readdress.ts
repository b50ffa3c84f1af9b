import type { JsonObject } from '@hubtwin/resources';

/** A rename or transfer of a repository. */
export interface Move {
  /** Id of the repository. */
  id: number;
  /** Its former full names. */
  from: readonly string[];
  /** Its current full name. */
  to: string;
  /** Hosts of GitHub's pages and of its API, with ports. */
  hosts: readonly string[];
}

const isAddressField = /(?:url|href)$/;

/**
 * Returns GitHub's object with its URLs, at any depth, changed to the current name of the repository. Other
 * repositories in it, such as a fork that uses the former name now, do not change.
 */
export function readdress(raw: JsonObject, { id, from, to, hosts }: Move): JsonObject {
  const anyOf = (values: readonly string[]) => values.map(RegExp.escape).join('|');
  const ofApi = '(?:api/[a-z0-9]+/)?(?:repos/)?';
  const host = `(?:(?:https?|git)://(?:[a-z0-9-]+\\.)?(?:${anyOf(hosts)})/${ofApi}|git@(?:${anyOf(hosts)}):)`;
  // A name may contain dots, but does not end with `.git`.
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
