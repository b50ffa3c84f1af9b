/** Runs work that has the same key one after the other, in the order it came. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function createTurns(): InTurn {
  const last = new Map<string, Promise<void>>();
  return async (key, work) => {
    const before = last.get(key);
    const { promise: ours, resolve } = Promise.withResolvers<void>();
    last.set(key, ours);
    try {
      await before;
      return await work();
    } finally {
      resolve();
      if (last.get(key) === ours) last.delete(key);
    }
  };
}
