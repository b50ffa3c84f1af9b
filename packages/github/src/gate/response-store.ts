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

/** @param maxBytes of all answers together, as JSON. */
export function createMemoryResponseStore(maxBytes: number): ResponseStore {
  const responses = new LRUCache<string, StoredResponse>({
    maxSize: maxBytes,
    sizeCalculation: (response) => JSON.stringify(response).length,
  });
  return {
    find: async (key) => responses.get(key) ?? null,
    store: async (key, response) => void responses.set(key, response),
  };
}
