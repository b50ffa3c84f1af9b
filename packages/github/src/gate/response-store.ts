import { LRUCache } from 'lru-cache';

/** A response for conditional requests. */
export interface StoredResponse {
  etag: string;
  headers: Record<string, string | number | undefined>;
  /** As received: it is parsed again when it is used. */
  body: string;
}

/** Responses for conditional requests; a key identifies one URL and one token. */
export interface ResponseStore {
  find(key: string): Promise<StoredResponse | null>;
  store(key: string, response: StoredResponse): Promise<void>;
}

/** A store that outlives the process. */
export interface DurableResponseStore {
  find(key: string): Promise<StoredResponse | null>;
  storeAll(responses: ReadonlyMap<string, StoredResponse>): Promise<void>;
}

/** @param maxCharacters maximum of all bodies and headers together. */
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
