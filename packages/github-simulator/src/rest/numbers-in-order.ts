/** No repository has more issues and pull requests. */
const room = 2 ** 22;

/**
 * The numbers of issues or pull requests, sorted by a rank of whole numbers, those of one rank by number. Both
 * make one double: a page of a list of 70,000 is sorted for in a few milliseconds, by texts in a tenth of a second.
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
