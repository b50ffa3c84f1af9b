/**
 * Parses a range of times in the syntax of GitHub's search: `>a`, `>=a`, `<b`, `<=b`, `a..b` with `*` for an open end,
 * or `a` alone; `a` is a time, or a day in UTC.
 *
 * @returns whether a time is in the range; null for an invalid range.
 * @see https://docs.github.com/search-github/getting-started-with-searching-on-github/understanding-the-search-syntax
 */
export function timeRange(range: string): ((time: string) => boolean) | null {
  const [, sign = '', edge = ''] = /^([<>]=?)?(.*)$/.exec(range) ?? [];
  const [first = '', last = first] = edge.split('..');
  const from = first === '*' ? everything : periodOf(first);
  const to = last === '*' ? everything : periodOf(last);
  if (Number.isNaN(from.start) || Number.isNaN(to.start)) return null;
  const inRange: Record<string, (ms: number) => boolean> = {
    '>': (ms) => ms > from.end,
    '>=': (ms) => ms >= from.start,
    '<': (ms) => ms < from.start,
    '<=': (ms) => ms <= from.end,
    '': (ms) => ms >= from.start && ms <= to.end,
  };
  return (time) => inRange[sign]?.(Date.parse(time)) ?? false;
}

const everything = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };
const dayMs = 86_400_000;

/** The milliseconds that a day or a second lasts. */
function periodOf(time: string): { start: number; end: number } {
  const start = Date.parse(time);
  return { start, end: start + (/^\d{4}-\d\d-\d\d$/.test(time) ? dayMs : 1_000) - 1 };
}
