/** Limits how many large bodies are read concurrently. */
export interface ReadTurns {
  /** Resolves in one of the next turns of the event loop. */
  next(): Promise<void>;
}

/**
 * Lets few continue in each turn of the event loop. Node accepts one connection per turn: if a turn takes long, as
 * when hundreds of bodies are read in it, other clients cannot connect.
 */
export function createReadTurns({ perTurn = 2 } = {}): ReadTurns {
  const waiting: (() => void)[] = [];
  let isPlanned = false;

  const plan = () => {
    if (isPlanned || waiting.length === 0) return;
    isPlanned = true;
    setImmediate(run);
  };
  const run = () => {
    isPlanned = false;
    for (const goOn of waiting.splice(0, perTurn)) goOn();
    plan();
  };
  return {
    next() {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      plan();
      return promise;
    },
  };
}
