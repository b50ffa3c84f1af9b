import type { DurableResponseStore, ResponseStore, StoredResponse } from './response-store.ts';

export interface LayeredResponseStoreOptions {
  near: ResponseStore;
  far: DurableResponseStore;
  /** How long a response may wait to be stored in the far store in a batch, in milliseconds. */
  storeAfterMs: number;
  /** Called with the error when the far store is unavailable. */
  onUnavailable(error: unknown): void;
}

/** Maximum number of responses that wait for the far store: a full batch is stored immediately. */
const maxWaiting = 100;

/**
 * Reads from `near` first. Responses from `far` are copied to it; if `far` is unavailable, GitHub is requested. No
 * caller waits for a write to `far`: it receives batches, with the last response of each URL. Disposing stores the
 * rest.
 */
export function createLayeredResponseStore({
  near,
  far,
  storeAfterMs,
  onUnavailable,
}: LayeredResponseStoreOptions): ResponseStore & AsyncDisposable {
  let waiting = new Map<string, StoredResponse>();
  let timer: NodeJS.Timeout | undefined;
  let storing = Promise.resolve();

  function storeWaiting(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const responses = waiting;
    waiting = new Map();
    if (responses.size > 0) storing = storing.then(() => far.storeAll(responses)).catch(onUnavailable);
    return storing;
  }

  return {
    async find(key) {
      const found = await near.find(key);
      if (found !== null) return found;
      const stored = await far.find(key).catch((error: unknown) => {
        onUnavailable(error);
        return null;
      });
      if (stored !== null) await near.store(key, stored);
      return stored;
    },
    async store(key, response) {
      await near.store(key, response);
      waiting.set(key, response);
      if (waiting.size >= maxWaiting) await storeWaiting();
      else timer ??= setTimeout(storeWaiting, storeAfterMs).unref();
    },
    [Symbol.asyncDispose]: storeWaiting,
  };
}
