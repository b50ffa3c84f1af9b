import { hasCursor, numberOf, withPage } from './page-links.ts';

/** A page to request: by the list's parameters, or by the address that GitHub named. */
export type PageTarget = { parameters: Record<string, unknown> } | { url: string };

/** How many pages have to be answered before a larger one is tried; twice as many after each that was too heavy. */
const firstPatience = 4;

/** How large pages can be: half as large where GitHub cannot answer, and larger again where it can. */
export function createPageSize({ most, current }: { most: number; current: number }) {
  let size = current;
  let patience = firstPatience;
  let answers = 0;
  let isTried = false;
  return {
    current: () => size,
    /** @returns whether a page can be smaller. */
    halve(): boolean {
      if (size <= 1) return false;
      if (isTried) patience *= 2;
      isTried = false;
      answers = 0;
      size = Math.floor(size / 2);
      return true;
    },
    /** GitHub answered a page. @returns whether the next one is to be larger. */
    answered(): boolean {
      isTried = false;
      answers += 1;
      if (size >= most || answers < patience) return false;
      answers = 0;
      isTried = true;
      size = Math.min(most, size * 2);
      return true;
    },
  };
}

/** The same place in the list by pages of another size: a page number is counted anew, a cursor stays. */
export function resize(target: PageTarget, from: number, to: number): { target: PageTarget; skip: number } {
  const at = (page: number) => {
    const before = (page - 1) * from;
    return { page: Math.floor(before / to) + 1, skip: before % to };
  };
  if ('parameters' in target) {
    const { page, ...rest } = target.parameters;
    // A page may be named by anything.
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
