import { markerOf } from '../stored/markers.ts';

/** The hash at the end of an address, as GitHub sends it or as it is stored; null: it has none. */
export function shaAtEnd(address: unknown): string | null {
  const text = markerOf(address) ?? address;
  return typeof text === 'string' ? (/\/([0-9a-f]{40,64})$/.exec(text)?.[1] ?? null) : null;
}
