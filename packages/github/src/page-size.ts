import { hasCursor, numberOf, withPage } from './page-links.ts';

/** A page to request: by the parameters of the list, or by the URL from GitHub. */
export type PageTarget = { parameters: Record<string, unknown> } | { url: string };

/** How many successful pages are required before a larger one is tried; doubled after each that was too heavy. */
const firstPatience = 4;

/** The current page size: halved if GitHub cannot respond, and increased again if it can. */
export function createPageSize({ max, current }: { max: number; current: number }) {
  let size = current;
  let patience = firstPatience;
  let answers = 0;
  let isTried = false;
  return {
    current: () => size,
    /** @returns whether a smaller page is possible. */
    halve(): boolean {
      if (size <= 1) return false;
      if (isTried) patience *= 2;
      isTried = false;
      answers = 0;
      size = Math.floor(size / 2);
      return true;
    },
    /** Records a successful page. @returns whether the next one should be larger. */
    answered(): boolean {
      isTried = false;
      answers += 1;
      if (size >= max || answers < patience) return false;
      answers = 0;
      isTried = true;
      size = Math.min(max, size * 2);
      return true;
    },
  };
}

/** The same position for another page size: a page number is converted, a cursor is kept. */
export function resize(target: PageTarget, from: number, to: number): { target: PageTarget; skip: number } {
  const at = (page: number) => {
    const before = (page - 1) * from;
    return { page: Math.floor(before / to) + 1, skip: before % to };
  };
  if ('parameters' in target) {
    const { page, ...rest } = target.parameters;
    // The page parameter may have any value.
    if (hasCursor(rest) || Number.isNaN(Number(page ?? 1)))
      return { target: { parameters: { ...target.parameters, per_page: to } }, skip: 0 };
    const moved = at(Number(page ?? 1));
    const parameters = { ...rest, per_page: to, ...(moved.page > 1 && { page: moved.page }) };
    return { target: { parameters }, skip: moved.skip };
  }
  const url = new URL(target.url);
  url.searchParams.set('per_page', `${to}`);
  const page = numberOf(url.href);
  if (page === null || page < 1) return { target: { url: url.href }, skip: 0 };
  const moved = at(page);
  return { target: { url: withPage(url.href, moved.page) }, skip: moved.skip };
}
