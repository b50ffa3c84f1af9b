import type { DurableResponseStore, ResponseStore, StoredResponse } from './response-store.ts';

export interface LayeredResponseStoreOptions {
  near: ResponseStore;
  far: DurableResponseStore;
  /** How long an answer may wait to be stored far away together with others, in milliseconds. */
  storeAfterMs: number;
  /** Told why the far store is away. */
  onAway(error: unknown): void;
}

/** Answers that wait for the far store at most: more are stored at once. */
const mostWaiting = 100;

/**
 * Looks into `near` first. What `far` has comes nearer; that it is away is no reason not to ask GitHub. Nobody waits
 * for `far` to store: it gets many answers at once, of each address the last. Disposing stores what waits.
 */
export function createLayeredResponseStore({
  near,
  far,
  storeAfterMs,
  onAway,
}: LayeredResponseStoreOptions): ResponseStore & AsyncDisposable {
  let waiting = new Map<string, StoredResponse>();
  let timer: NodeJS.Timeout | undefined;
  let storing = Promise.resolve();

  function storeWaiting(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const responses = waiting;
    waiting = new Map();
    if (responses.size > 0) storing = storing.then(() => far.storeAll(responses)).catch(onAway);
    return storing;
  }

  return {
    async find(key) {
      const found = await near.find(key);
      if (found !== null) return found;
      const stored = await far.find(key).catch((error: unknown) => {
        onAway(error);
        return null;
      });
      if (stored !== null) await near.store(key, stored);
      return stored;
    },
    async store(key, response) {
      await near.store(key, response);
      waiting.set(key, response);
      if (waiting.size >= mostWaiting) await storeWaiting();
      else timer ??= setTimeout(storeWaiting, storeAfterMs).unref();
    },
    [Symbol.asyncDispose]: storeWaiting,
  };
}
