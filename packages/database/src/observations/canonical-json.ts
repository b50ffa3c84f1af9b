import type { JsonObject } from '@hubtwin/resources';

/** JSON with sorted keys. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value));
}

/** Whether two JSON values are equal, regardless of the order of their keys. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  return isComposite(one) && isComposite(other) && canonicalJson(one) === canonicalJson(other);
}

function inOrder(value: unknown): unknown {
  if (!isComposite(value)) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, inOrder(value[key])]));
}

const isComposite = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;
