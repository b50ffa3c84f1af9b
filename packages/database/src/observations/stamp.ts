import { hash } from 'node:crypto';

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

/** Twelve hex digits that are equal for equal texts. */
export function textHash(text: string): string {
  return hash('sha1', text).slice(0, 12);
}
