import type { GitHubResponse } from './github-client.ts';
import { nextPageOf, numberOf, withPage } from './page-links.ts';

/** Pages of a list that are requested before they are taken. */
export interface ReadAhead {
  /** A page that was requested already, which is forgotten; undefined: none of this address was. */
  take(url: string): Promise<GitHubResponse<unknown>> | undefined;
  /** Requests what follows a page. @param next its address. @param last the number of the list's last page; null: unknown. */
  from(next: string, last: number | null): void;
  /** Forgets what was requested. */
  clear(): void;
}

interface Started {
  answer: Promise<GitHubResponse<unknown>>;
  /** What follows the page; null while that is unknown, and of the last one. */
  next: string | null;
}

/**
 * Requests the pages behind the one that is worked on: beside each other where GitHub counts them, else one after the
 * other, as each names the next.
 *
 * @param most how many pages are under way or wait to be taken, which bounds memory.
 */
export function createReadAhead(
  read: (url: string) => Promise<GitHubResponse<unknown>>,
  most: number,
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
    // Whoever takes it receives its failure; until then it has no effect.
    answer.then(arrived).catch(() => {});
  }

  /** Goes along what has arrived, at most as many pages as there may be: a list may lead in circles. */
  function readOn(next: string | null): void {
    let url = next;
    for (let page = 0; page < most && url !== null; page += 1) {
      const started = underWay.get(url);
      if (started === undefined) {
        if (underWay.size < most) start(url, (arrived) => readOn(arrived.next));
        return;
      }
      url = started.next;
    }
  }

  /** A list that goes on by cursors takes no page by its number any more. */
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
      for (let page = number; page < number + most && page <= last; page += 1) {
        const url = withPage(next, page);
        if (!underWay.has(url)) start(url, () => {});
      }
    },
    clear: () => underWay.clear(),
  };
}
