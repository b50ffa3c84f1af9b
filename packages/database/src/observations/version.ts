import { hash } from 'node:crypto';

/** The parts of a version. Versions order observations of one object; equal versions have equal content. */
export interface VersionParts {
  rank: string;
  clock: string;
  whole: boolean;
  /**
   * Start of the fetch, '' for a webhook: at equal clocks a fetch wins over a webhook, a later fetch over an earlier
   * one.
   */
  fetched: string;
  /** What usually comes later within one second; decides ties until a fetch does. */
  progress: string;
  content: string;
}

// Sorts before every other character, so that a part that is a prefix of another is less.
const separator = ' ';

/** Formats a version as text that compares in the order of its parts. */
export function formatVersion({ rank, clock, whole, fetched, progress, content }: VersionParts): string {
  return [rank, clock, whole ? '1' : '0', fetched, progress, content].join(separator);
}

export function parseVersion(text: string): VersionParts {
  const [rank = '', clock = '', whole, fetched = '', progress = '', content = ''] = text.split(separator);
  return { rank, clock, whole: whole === '1', fetched, progress, content };
}

/** Twelve hex digits of a hash of the text. */
export function textHash(text: string): string {
  return hash('sha1', text).slice(0, 12);
}
