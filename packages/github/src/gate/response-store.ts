import { LRUCache } from 'lru-cache';

/** An answer that GitHub may say is still good. */
export interface StoredResponse {
  etag: string;
  headers: Record<string, string | number | undefined>;
  /** As it came: what of it is wanted again is read again. */
  body: string;
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

/** @param maxCharacters of all bodies and headers together. */
export function createMemoryResponseStore(maxCharacters: number): ResponseStore {
  const responses = new LRUCache<string, StoredResponse>({
    maxSize: maxCharacters,
    sizeCalculation: ({ headers, body }) =>
      body.length +
      Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + `${value}`.length, 1),
  });
  return {
    find: async (key) => responses.get(key) ?? null,
    store: async (key, response) => void responses.set(key, response),
  };
}
