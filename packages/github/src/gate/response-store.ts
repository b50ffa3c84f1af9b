import { LRUCache } from 'lru-cache';

/** An answer that GitHub may say is still good. */
export interface StoredResponse {
  etag: string;
  headers: Record<string, string | number | undefined>;
  data: unknown;
}

/** Answers to conditional requests; a key stands for one address seen through one token. */
export interface ResponseStore {
  find(key: string): Promise<StoredResponse | null>;
  store(key: string, response: StoredResponse): Promise<void>;
}

/** Where answers outlive the process. */
export interface DurableResponseStore {
  find(key: string): Promise<StoredResponse | null>;
  storeAll(responses: ReadonlyMap<string, StoredResponse>): Promise<void>;
}

/**
 * Kept as text: what it takes of memory is what was counted, and nobody changes another's answer.
 *
 * @param maxCharacters of all answers together, as JSON.
 */
export function createMemoryResponseStore(maxCharacters: number): ResponseStore {
  const responses = new LRUCache<string, string>({
    maxSize: maxCharacters,
    sizeCalculation: (text) => text.length,
  });
  return {
    async find(key) {
      const text = responses.get(key);
      return text === undefined ? null : JSON.parse(text);
    },
    store: async (key, response) => void responses.set(key, JSON.stringify(response)),
  };
}
