import { createHash } from 'node:crypto';
import { GitHubServerError } from './errors.ts';
import { numberOf } from './page-links.ts';

interface FoundPage {
  items: readonly unknown[];
  /** The URL of the next page; null: this is the last. */
  next: string | null;
  response: { url: string; status: number };
}

/** GitHub filters some lists after paging, so some pages may be empty; this many consecutive ones are an error. */
const maxEmptyPages = 20;

/** Detects a list that loops: by its URLs, and by its objects. */
export function createProgress() {
  const visited = new Set<string>();
  const shown = new Set<string>();
  let empty = 0;
  const isMade = ({ next, items, response }: FoundPage): boolean => {
    if (next === null) return true;
    const there = numberOf(next);
    if (there !== null && there <= (numberOf(response.url) ?? 1)) return false;
    if (visited.has(queryOf(next)) || queryOf(next) === queryOf(response.url)) return false;
    if (items.length === 0) return empty < maxEmptyPages;
    const objects = keysOf(items);
    return objects === '' || !shown.has(objects);
  };
  return {
    isMade,
    /** @throws GitHubServerError */
    requireProgress(page: FoundPage): void {
      if (!isMade(page)) {
        const message = 'the list makes no progress: what follows the page was read before';
        throw new GitHubServerError(message, { status: page.response.status });
      }
      if (page.next !== null) visited.add(queryOf(page.next));
      empty = page.items.length === 0 ? empty + 1 : 0;
      const objects = keysOf(page.items);
      if (objects !== '') shown.add(objects);
    },
  };
}

/** Identifies a page by a hash of its objects, independent of their other fields; '' if it has none. */
function keysOf(items: readonly unknown[]): string {
  const keys = items
    .filter((item) => typeof item === 'object' && item !== null)
    .map((item) => {
      const { id, sha, node_id, name }: Record<string, unknown> = Object(item);
      return id ?? sha ?? node_id ?? name ?? item;
    });
  return keys.length === 0 ? '' : createHash('sha1').update(JSON.stringify(keys)).digest('base64');
}

/** The position of a URL in its list: GitHub writes a repository's id in some URLs that were requested by name. */
function queryOf(address: string): string {
  const { searchParams } = new URL(address);
  searchParams.sort();
  return `${searchParams}`;
}
