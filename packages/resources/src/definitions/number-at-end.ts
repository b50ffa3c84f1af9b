import { markerOf } from '../stored/markers.ts';

/** The number at the end of an address, as GitHub sends it or as it is stored; null: it has none. */
export function numberAtEnd(address: unknown): number | null {
  const text = markerOf(address) ?? address;
  const digits = typeof text === 'string' ? /\/(\d{1,9})$/.exec(text)?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
}
