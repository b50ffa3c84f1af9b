/** Maximum number of issues and pull requests in a repository. */
const room = 2 ** 22;

/**
 * The numbers of issues or pull requests, sorted by an integer rank, then by number. Both are combined in one double:
 * sorting 70,000 takes a few milliseconds, and a tenth of a second with strings.
 */
export function numbersInOrder<T extends { number: number }>(
  items: Iterable<T>,
  rank: (item: T) => number,
  direction: 'asc' | 'desc',
): number[] {
  const keys = Float64Array.from(items, (item) => rank(item) * room + item.number).sort();
  const numbers = Array.from(keys, (key) => key % room);
  return direction === 'asc' ? numbers : numbers.reverse();
}
