/**
 * Reads a range of time as GitHub's search writes them: `>a`, `>=a`, `<b`, `<=b`, `a..b` with `*` for an open
 * end, or `a` alone; `a` is a time, or a day in UTC, which lasts until its end.
 *
 * @returns whether a time is in the range; null for what is no range.
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
