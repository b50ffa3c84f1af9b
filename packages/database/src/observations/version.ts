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
  /** Whether it is a claim that took effect without a fetch. */
  accepted: boolean;
}

// Sorts before every other character, so that a part that is a prefix of another is less.
const separator = ' ';

/** Formats a version as text that compares in the order of its parts. */
export function formatVersion(parts: VersionParts): string {
  const { rank, clock, whole, fetched, progress, content, accepted } = parts;
  return [rank, clock, whole ? '1' : '0', fetched, progress, content, ...(accepted ? ['1'] : [])].join(
    separator,
  );
}

export function parseVersion(text: string): VersionParts {
  const [rank = '', clock = '', whole, fetched = '', progress = '', content = '', accepted] =
    text.split(separator);
  return { rank, clock, whole: whole === '1', fetched, progress, content, accepted: accepted === '1' };
}

/** Twelve hex digits of a hash of the text. */
export function textHash(text: string): string {
  return hash('sha1', text).slice(0, 12);
}
