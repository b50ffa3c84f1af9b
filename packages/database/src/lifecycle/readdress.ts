import type { JsonObject } from '../observations/observation.ts';

/** Where a repository was, and where it is. */
export interface Move {
  /** Full names that it had. */
  from: readonly string[];
  /** Its full name. */
  to: string;
  /** Of GitHub's pages and of its API, with their ports. */
  hosts: readonly string[];
}

const addressField = '(?:url|href)';
const isAddressField = new RegExp(`${addressField}$`, 'i');

/**
 * What begins an address within one of the places, such as `https://api.github.com/repos/octo-org/octo-repo`; for
 * Postgres as for JavaScript, where case is no matter.
 */
function beginningWithin({ from, hosts }: Omit<Move, 'to'>): string {
  const anyOf = (values: readonly string[]) => values.map((value) => value.replace(/\W/g, '\\$&')).join('|');
  const place = `https?://(?:[a-z0-9-]+\\.)?(?:${anyOf(hosts)})/(?:api/[a-z0-9]+/)?(?:repos/)?(?:${anyOf(from)})`;
  // A name may hold dots, but does not end with `.git`.
  return `${place}(?=(?:\\.git)?(?:[^\\w.-]|$))`;
}

/** What is in the text of a JSON object that has such an address, as Postgres writes it. */
export const textWithin = (place: Omit<Move, 'to'>) => `"\\w*${addressField}": "${beginningWithin(place)}`;

/** GitHub's object with its addresses, at any depth, where the repository is now. */
export function readdress(raw: JsonObject, move: Move): JsonObject {
  const within = new RegExp(`^${beginningWithin(move)}`, 'i');
  const read = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => read(each, ''));
    if (typeof value === 'object' && value !== null) return readObject(value);
    if (typeof value !== 'string' || !isAddressField.test(name)) return value;
    const [old] = within.exec(value) ?? [];
    if (old === undefined) return value;
    const place = old.split('/').slice(0, -2).join('/');
    return `${place}/${move.to}${value.slice(old.length)}`;
  };
  const readObject = (object: object) =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, read(value, name)]));
  return readObject(raw);
}
