import type { GitHubResponse } from './github-client.ts';
import { nextPageOf, numberOf, withPage } from './page-links.ts';

/** Pages of a list that are requested before they are consumed. */
export interface ReadAhead {
  /** Returns and removes a page that was already requested; undefined: none for this URL. */
  take(url: string): Promise<GitHubResponse<unknown>> | undefined;
  /**
   * Requests the pages after a page. @param next URL of the next page. @param last the number of the list's last page;
   * null: unknown.
   */
  from(next: string, last: number | null): void;
  /** Drops all requested pages. */
  clear(): void;
}

interface Started {
  answer: Promise<GitHubResponse<unknown>>;
  /** The URL of the next page; null while unknown, and for the last one. */
  next: string | null;
}

/**
 * Requests the pages after the current one: concurrently if GitHub counts them, otherwise sequentially, as each names
 * the next.
 *
 * @param maxAhead maximum number of pages in progress or waiting to be consumed, which bounds memory.
 */
export function createReadAhead(
  read: (url: string) => Promise<GitHubResponse<unknown>>,
  maxAhead: number,
  signal: AbortSignal,
): ReadAhead {
  const underWay = new Map<string, Started>();

  function start(url: string, then: (started: Started) => void): void {
    const answer = read(url);
    const started: Started = { answer, next: null };
    underWay.set(url, started);
    const arrived = (response: GitHubResponse<unknown>) => {
      started.next = nextPageOf(response);
      if (underWay.get(url) === started && !signal.aborted) then(started);
    };
    // The consumer receives an error; until then it has no effect.
    answer.then(arrived).catch(() => {});
  }

  /** Follows the pages that have arrived, at most as many as there may be, because a list may loop. */
  function readOn(next: string | null): void {
    let url = next;
    for (let page = 0; page < maxAhead && url !== null; page += 1) {
      const started = underWay.get(url);
      if (started === undefined) {
        if (underWay.size < maxAhead) start(url, (arrived) => readOn(arrived.next));
        return;
      }
      url = started.next;
    }
  }

  /** A list that continues with cursors no longer accepts page numbers. */
  function dropNumbered(): void {
    for (const url of underWay.keys()) if (numberOf(url) !== null) underWay.delete(url);
  }

  return {
    take(url) {
      const started = underWay.get(url);
      underWay.delete(url);
      return started?.answer;
    },
    from(next, last) {
      const number = numberOf(next);
      if (number === null) dropNumbered();
      if (last === null || number === null) return readOn(next);
      for (let page = number; page < number + maxAhead && page <= last; page += 1) {
        const url = withPage(next, page);
        if (!underWay.has(url)) start(url, () => {});
      }
    },
    clear: () => underWay.clear(),
  };
}
