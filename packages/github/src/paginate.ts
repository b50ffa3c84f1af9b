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
  options: Pick<CallOptions, 'isFresh' | 'isDivisible' | 'isDivided' | 'isRetriedLater'> & {
    signal: AbortSignal;
  },
) => Promise<GitHubResponse<unknown>>;

/**
 * Reads a list page by page along `Link`. If pages are numbered and GitHub reports the last one, the next pages are
 * requested while one is processed. A page that is too heavy for GitHub (502, 504) is read in halves, and later pages
 * grow again as far as GitHub responds. An unchanged full page that was the last one when it was stored may hide a new
 * page after it, which is requested. Null elements are omitted. A list that rejects the number of a page (422), because
 * it has grown too long since the position was stored, is read from its start again, along its cursors.
 *
 * @throws errors of `read`, once a page cannot be smaller; GitHubServerError for a response that is not a list, for an
 * invalid `Link`, and for a list that makes no progress, for example if a page names itself as the next one.
 */
export async function* paginate(
  read: ReadPage,
  parameters: Record<string, unknown>,
  { from, ahead = 0, isByCursor: isNeverCounted = false }: PageOptions = {},
): AsyncGenerator<Page<unknown>, void, undefined> {
  const whole: Record<string, unknown> = { per_page: 100, ...parameters, ...from };
  const size = createPageSize({ max: Number(parameters.per_page ?? 100), current: Number(whole.per_page) });
  let target: PageTarget = { parameters: { ...whole, per_page: size.current() } };
  let skip = 0;
  let isFirst = true;
  let progress = createProgress();
  let hasRestarted = false;
  let isDivided = false;
  const stop = new AbortController();
  const { signal } = stop;
  const readOne = (wanted: PageTarget, isFresh = false) =>
    read(wanted, {
      isFresh,
      isDivisible: size.current() > 1,
      isDivided,
      // A later retry would read the previous pages again.
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
        isDivided = true;
        aimAt(target, requested);
        continue;
      }
      let found = pageOf(response, requested);
      if (response.fromStore && (!progress.isMade(found) || mayHideMore(found, requested))) {
        // A stored `Link` may date from an error of GitHub, or from when this page was the last one.
        response = await readOne(target, true);
        found = pageOf(response, requested);
      }
      progress.requireProgress(found);
      isFirst = false;
      isDivided = false;
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

/** A list that has become too long for page numbers rejects high ones, and uses cursors from its start. */
function isRefusedByNumber(error: unknown, target: PageTarget): boolean {
  if (!(error instanceof GitHubValidationError) || error.status !== 422) return false;
  if ('url' in target) return (numberOf(target.url) ?? 1) > 1;
  return !hasCursor(target.parameters) && Number(target.parameters.page ?? 1) > 1;
}

/** An ETag covers one page: an unchanged last page does not exclude a new page after it. */
function hiddenNext(response: GitHubResponse<unknown>, items: unknown[], size: number): string | null {
  // A list that GitHub has switched to cursors has no page that can be guessed.
  if (!response.fromStore || items.length < size || isByCursor(response.url)) return null;
  return withPage(response.url, (numberOf(response.url) ?? 1) + 1);
}

/** Whether a stored page of a cursor list was the last one, and may no longer be. */
const mayHideMore = (
  { next, items, response }: { next: string | null; items: unknown[]; response: { url: string } },
  size: number,
) => next === null && items.length >= size && isByCursor(response.url);
