interface Caller<T, R> {
  items: readonly T[];
  resolve(result: R): void;
  reject(error: unknown): void;
}

/**
 * Batches concurrent calls: calls that arrive while the work runs share its next run. If a run fails for several
 * callers it is repeated for each, so that a caller fails only for its own items.
 *
 * @param maxItems maximum of items per run; more if a single caller has more.
 * @returns requests a run; resolves with the result for all its callers.
 */
export function inGroups<T, R>(
  work: (items: readonly T[]) => Promise<R>,
  { maxItems }: { maxItems: number },
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
    while (waiting.length > 0) await settle(waiting.splice(0, fitting(waiting, maxItems)));
    isUnderWay = false;
  }

  return (items) =>
    new Promise((resolve, reject) => {
      waiting.push({ items, resolve, reject });
      if (!isUnderWay) void run();
    });
}

/** The number of first callers whose items fit together; at least one. */
function fitting<T, R>(callers: readonly Caller<T, R>[], maxItems: number): number {
  let sum = 0;
  const beyond = callers.findIndex(({ items }) => {
    sum += items.length;
    return sum > maxItems;
  });
  return beyond === -1 ? callers.length : Math.max(1, beyond);
}
