import type { ResponseStore } from './response-store.ts';

/**
 * Looks into `near` first. What `far` has comes nearer; that it is away is no reason not to ask GitHub.
 *
 * @param onAway told why it is.
 */
export function createLayeredResponseStore(
  near: ResponseStore,
  far: ResponseStore,
  onAway: (error: unknown) => void,
): ResponseStore {
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
      await far.store(key, response).catch(onAway);
    },
  };
}
