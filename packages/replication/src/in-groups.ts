interface Caller<T, R> {
  items: readonly T[];
  resolve(result: R): void;
  reject(error: unknown): void;
}

/**
 * Does the work of those who ask while it is under way for somebody else together, next: as often as it ends, not as
 * often as it is asked for. Where it fails for many it is tried for each, so that nobody fails for another's sake.
 *
 * @param most how many items at a time; more where somebody alone has more.
 * @returns asks for the work; the answer is that for all who asked together.
 */
export function inGroups<T, R>(
  work: (items: readonly T[]) => Promise<R>,
  { most }: { most: number },
): (items: readonly T[]) => Promise<R> {
  const waiting: Caller<T, R>[] = [];
  let isUnderWay = false;

  async function settle(callers: readonly Caller<T, R>[]): Promise<void> {
    try {
      const result = await work(callers.flatMap(({ items }) => items));
      for (const { resolve } of callers) resolve(result);
    } catch (error) {
      const [first] = callers;
      if (callers.length === 1) first?.reject(error);
      else await Promise.all(callers.map((caller) => settle([caller])));
    }
  }

  async function run(): Promise<void> {
    isUnderWay = true;
    while (waiting.length > 0) await settle(waiting.splice(0, fitting(waiting, most)));
    isUnderWay = false;
  }

  return (items) =>
    new Promise((resolve, reject) => {
      waiting.push({ items, resolve, reject });
      if (!isUnderWay) void run();
    });
}

/** How many of the first callers have so many items together; at least one. */
function fitting<T, R>(callers: readonly Caller<T, R>[], most: number): number {
  let sum = 0;
  const beyond = callers.findIndex(({ items }) => {
    sum += items.length;
    return sum > most;
  });
  return beyond === -1 ? callers.length : Math.max(1, beyond);
}
