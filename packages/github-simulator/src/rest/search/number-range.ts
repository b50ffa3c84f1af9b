/**
 * Parses a range of numbers in the syntax of GitHub's search: `>a`, `>=a`, `<b`, `<=b`, `a..b` with `*` for an open
 * end, or `a`.
 */
export function numberRange(range: string): ((value: number) => boolean) | null {
  const [, sign = '', edge = ''] = /^([<>]=?)?(.*)$/.exec(range) ?? [];
  const [first = '', last = first] = edge.split('..');
  const from = first === '*' ? Number.NEGATIVE_INFINITY : Number.parseFloat(first);
  const to = last === '*' ? Number.POSITIVE_INFINITY : Number.parseFloat(last);
  if (Number.isNaN(from) || Number.isNaN(to)) return null;
  switch (sign) {
    case '>':
      return (value) => value > from;
    case '>=':
      return (value) => value >= from;
    case '<':
      return (value) => value < from;
    case '<=':
      return (value) => value <= from;
    default:
      return (value) => value >= from && value <= to;
  }
}
