import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** An answer of GitHub with its validators for the next request. */
export interface HttpAnswer {
  etag: string;
  headers: Record<string, string | number | undefined>;
  body: string;
}

/** Answers by key; a key stands for one URL requested with one credential. */
export interface HttpCache {
  find(key: string): Promise<HttpAnswer | null>;
  storeAll(answers: ReadonlyMap<string, HttpAnswer>): Promise<void>;
}

const maxCharacters = 262_144;

/** Stores answers in `http_cache`, except those of more than 256 Ki characters. */
export function createHttpCache(database: Kysely<Database>): HttpCache {
  return {
    async find(key) {
      const { rows } = await sql<HttpAnswer>`
        with wanted as (
          update http_cache set used_at = now() where key = ${key} and used_at < now() - interval '1 hour'
        )
        select etag, headers, body from http_cache where key = ${key}
      `.execute(database);
      return rows[0] ?? null;
    },
    async storeAll(answers) {
      const rows = [...answers]
        .map(([key, answer]) => ({ key, ...answer }))
        .filter(({ body }) => body.length <= maxCharacters)
        // Always the same order, so that two processes cannot deadlock.
        .sort((one, other) => (one.key < other.key ? -1 : 1));
      if (rows.length === 0) return;
      await sql`
        insert into http_cache (key, etag, headers, body)
        select * from unnest(
          ${rows.map(({ key }) => key)}::text[], ${rows.map(({ etag }) => etag)}::text[],
          ${rows.map(({ headers }) => JSON.stringify(headers))}::jsonb[], ${rows.map(({ body }) => body)}::text[]
        )
        on conflict (key) do update set etag = excluded.etag, headers = excluded.headers, body = excluded.body, used_at = now()
         where http_cache.etag <> excluded.etag
      `.execute(database);
    },
  };
}
