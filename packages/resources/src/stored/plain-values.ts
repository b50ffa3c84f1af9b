import type { JsonObject } from '../json-object.ts';
import { isObject, setKey } from './json.ts';
import { escapeKey, mark, markerOf, unescapeKey } from './markers.ts';
import type { Roots } from './roots.ts';

/** Deeper values are stored as they are, so that no payload exhausts the stack. */
const maxDepth = 100;

const isAddressKey = (key: string) => key.endsWith('url') || key.endsWith('href');

/** Encodes the value of a key without a template: addresses within the repository become relative to it, at any depth. */
export function encodePlain(key: string, value: unknown, roots: Roots, depth = 0): unknown {
  if (typeof value === 'string')
    return depth < maxDepth && isAddressKey(key) ? encodeAddress(value, roots) : value;
  if (typeof value !== 'object' || value === null || depth >= maxDepth) return value;
  if (Array.isArray(value)) return encodeList(value, roots, depth);
  let encoded: JsonObject | null = null;
  const keys = Object.keys(value);
  for (const [at, name] of keys.entries()) {
    const inner: unknown = Reflect.get(value, name);
    const innerEncoded = encodePlain(name, inner, roots, depth + 1);
    const escaped = escapeKey(name);
    if (encoded === null && (innerEncoded !== inner || escaped !== name)) {
      encoded = {};
      for (const earlier of keys.slice(0, at)) setKey(encoded, earlier, Reflect.get(value, earlier));
    }
    if (encoded !== null) setKey(encoded, escaped, innerEncoded);
  }
  return encoded ?? value;
}

/** Most lists have nothing to encode. */
function encodeList(list: readonly unknown[], roots: Roots, depth: number): readonly unknown[] {
  if (!list.some((each) => typeof each === 'object' && each !== null)) return list;
  const encoded = list.map((each) => encodePlain('', each, roots, depth + 1));
  return encoded.some((each, at) => each !== list[at]) ? encoded : list;
}

function encodeAddress(value: string, { repo, web }: Roots): unknown {
  if (repo !== null && isWithin(value, repo)) return { [mark.value]: `r${value.slice(repo.length)}` };
  if (web !== null && isWithin(value, web)) return { [mark.value]: `w${value.slice(web.length)}` };
  return value;
}

/** Another repository may have a name that starts with this one's. */
function isWithin(value: string, repository: string): boolean {
  if (!value.startsWith(repository)) return false;
  const rest = value.slice(repository.length);
  return rest === '' || rest === '.git' || '/?#{'.includes(rest.charAt(0));
}

/** @returns undefined: an address of a repository whose own is unknown. */
export function decodePlain(value: unknown, roots: Roots, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth >= maxDepth) return value;
  if (Array.isArray(value)) return value.map((each) => decodePlain(each, roots, depth + 1));
  const marker = markerOf(value);
  if (typeof marker === 'string') {
    const root = marker.startsWith('r') ? roots.repo : roots.web;
    return root === null ? undefined : root + marker.slice(1);
  }
  if (Array.isArray(marker)) return marker[0];
  if (!isObject(value)) return value;
  const decoded: JsonObject = {};
  for (const key of Object.keys(value)) {
    const inner = decodePlain(value[key], roots, depth + 1);
    if (inner !== undefined) setKey(decoded, unescapeKey(key), inner);
  }
  return decoded;
}
