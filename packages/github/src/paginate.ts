import { GitHubValidationError } from './errors.ts';
import type { CallOptions } from './gate/call.ts';
import { isTooHeavy } from './gate/is-too-heavy.ts';
import type { GitHubResponse, Page, PageOptions } from './github-client.ts';
import { requireItems } from './list-items.ts';
import { createProgress } from './list-progress.ts';
import {
  hasCursor,
  isByCursor,
  lastPageOf,
  nextPageOf,
  numberOf,
  positionIn,
  withPage,
} from './page-links.ts';
import { createPageSize, type PageTarget, resize } from './page-size.ts';
import { createReadAhead } from './read-ahead.ts';

/** @param options see `CallOptions`. */
export type ReadPage = (
  target: PageTarget,
  options: Pick<CallOptions, 'isFresh' | 'isDivisible' | 'isRetriedLater'> & { signal: AbortSignal },
) => Promise<GitHubResponse<unknown>>;

/**
 * Reads a list page by page, as `Link` names them. Where pages are numbered and GitHub names the last one, the next
 * ones are under way while one is worked on. A page too heavy for GitHub (502, 504) is read in halves, and those after it
 * are larger again as far as GitHub answers them; an unchanged full page that is the last one stored may hide a new one
 * behind it, which is looked for. Elements that are null are left out. A list that refuses the number of a page (422), as
 * it has grown too long since the position was stored, is read from its beginning again, along its cursors.
 *
 * @throws what `read` throws, once a page cannot be smaller; GitHubServerError for an answer that is no list, for a `Link`
 *   that cannot be read, and for a list that makes no progress, as where a page names itself as the next one.
 */
export async function* paginate(
  read: ReadPage,
  parameters: Record<string, unknown>,
  { from, ahead = 0, isByCursor: isNeverCounted = false }: PageOptions = {},
): AsyncGenerator<Page<unknown>, void, undefined> {
  const whole: Record<string, unknown> = { per_page: 100, ...parameters, ...from };
  const size = createPageSize({ most: Number(parameters.per_page ?? 100), current: Number(whole.per_page) });
  let target: PageTarget = { parameters: { ...whole, per_page: size.current() } };
  let skip = 0;
  let isFirst = true;
  let progress = createProgress();
  let hasRestarted = false;
  const stop = new AbortController();
  const { signal } = stop;
  const readOne = (wanted: PageTarget, isFresh = false) =>
    read(wanted, {
      isFresh,
      isDivisible: size.current() > 1,
      // A later retry would read the pages before again.
      ...(!isFirst && { isRetriedLater: false }),
      signal,
    });
  const readAhead = createReadAhead((url) => readOne({ url }), ahead, signal);
  const pageOf = (response: GitHubResponse<unknown>, requested: number) => {
    const items = requireItems(response);
    const hidden = isNeverCounted ? null : hiddenNext(response, items, requested);
    return { items, next: nextPageOf(response) ?? hidden, response };
  };
  const aimAt = (wanted: PageTarget, counted: number) => {
    const resized = resize(wanted, counted, size.current());
    target = resized.target;
    skip += resized.skip;
    readAhead.clear();
  };

  try {
    for (;;) {
      const requested = size.current();
      let response: GitHubResponse<unknown>;
      try {
        const started = 'url' in target ? readAhead.take(target.url) : undefined;
        response = await (started ?? readOne(target));
      } catch (error) {
        if (!hasRestarted && isRefusedByNumber(error, target)) {
          hasRestarted = true;
          progress = createProgress();
          const { page: _, ...first } = whole;
          target = { parameters: { ...first, per_page: requested } };
          skip = 0;
          readAhead.clear();
          continue;
        }
        if (!isTooHeavy(error) || !size.halve()) throw error;
        aimAt(target, requested);
        continue;
      }
      let found = pageOf(response, requested);
      if (response.fromStore && (!progress.isMade(found) || mayHideMore(found, requested))) {
        // A stored `Link` may be from when GitHub erred, or from when this page was the last one.
        response = await readOne(target, true);
        found = pageOf(response, requested);
      }
      progress.demand(found);
      isFirst = false;
      const { items, next } = found;
      const isGrown = size.answered();
      const last = lastPageOf(response, requested);
      if (next !== null && !isGrown) readAhead.from(next, last);
      const wanted = items.slice(skip);
      const shown = wanted.filter((item) => item !== null);
      const nulls = wanted.length - shown.length;
      yield { items: shown, nulls, response, next: next === null ? null : positionIn(next), pages: last };
      skip = Math.max(0, skip - items.length);
      if (next === null) return;
      target = { url: next };
      if (isGrown) aimAt(target, requested);
    }
  } finally {
    stop.abort();
  }
}

/** A list that has become too long to be paged by numbers refuses them deep inside, and names cursors from its beginning on. */
function isRefusedByNumber(error: unknown, target: PageTarget): boolean {
  if (!(error instanceof GitHubValidationError) || error.status !== 422) return false;
  if ('url' in target) return (numberOf(target.url) ?? 1) > 1;
  return !hasCursor(target.parameters) && Number(target.parameters.page ?? 1) > 1;
}

/** An ETag covers one page: that the last one stands as it was says nothing of a page that came after it. */
function hiddenNext(response: GitHubResponse<unknown>, items: unknown[], size: number): string | null {
  // A list that GitHub has begun to page by cursors has no page that could be guessed.
  if (!response.fromStore || items.length < size || isByCursor(response.url)) return null;
  return withPage(response.url, (numberOf(response.url) ?? 1) + 1);
}

/** Whether a stored page by a cursor was the last one, and may not be it any more. */
const mayHideMore = (
  { next, items, response }: { next: string | null; items: unknown[]; response: { url: string } },
  size: number,
) => next === null && items.length >= size && isByCursor(response.url);
