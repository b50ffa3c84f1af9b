import { createHash } from 'node:crypto';
import type { JsonObject } from './observation.ts';

/** The parts of a stamp. Stamps order observations of one object; equal ones had equal content. */
export interface Stamp {
  rank: string;
  clock: string;
  whole: boolean;
  /** Start of the fetch, '' for a webhook: at equal clocks a fetch beats a webhook, a later fetch an earlier. */
  fetched: string;
  /** What usually comes later within one second; decides ties that stay in doubt. */
  progress: string;
  content: string;
}

// Sorts before everything that stands in a part, so that a part that is a prefix of another is the lesser.
const separator = ' ';

/** As text that compares in the order of its parts. */
export function formatStamp({ rank, clock, whole, fetched, progress, content }: Stamp): string {
  return [rank, clock, whole ? '1' : '0', fetched, progress, content].join(separator);
}

export function parseStamp(text: string): Stamp {
  const [rank = '', clock = '', whole, fetched = '', progress = '', content = ''] = text.split(separator);
  return { rank, clock, whole: whole === '1', fetched, progress, content };
}

/** Twelve hex digits that are equal for equal JSON values, whatever the order of their keys. */
export function contentHash(value: unknown): string {
  return createHash('sha1').update(canonicalJson(value)).digest('hex').slice(0, 12);
}

/** JSON with sorted keys. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    const object = inner as JsonObject;
    return Object.fromEntries(
      Object.keys(object)
        .sort()
        .map((key) => [key, object[key]]),
    );
  });
}
