import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** An answer of GitHub, and what it has to be asked for again with. */
interface HttpAnswer {
  etag: string;
  headers: Record<string, string | number | undefined>;
  data: unknown;
}

/** Answers by key; a key stands for one address seen through one credential. */
export interface HttpCache {
  find(key: string): Promise<HttpAnswer | null>;
  store(key: string, answer: HttpAnswer): Promise<void>;
}

const mostCharacters = 262_144;

/** Keeps answers in `http_cache`; those of more than 256 Ki characters are not worth their place. */
export function createHttpCache(database: Kysely<Database>): HttpCache {
  return {
    async find(key) {
      const { rows } = await sql<{ etag: string; headers: HttpAnswer['headers']; body: string }>`
        with wanted as (
          update http_cache set used_at = now() where key = ${key} and used_at < now() - interval '1 hour'
        )
        select etag, headers, body from http_cache where key = ${key}
      `.execute(database);
      const [row] = rows;
      return row === undefined ? null : { etag: row.etag, headers: row.headers, data: JSON.parse(row.body) };
    },
    async store(key, { etag, headers, data }) {
      const body = JSON.stringify(data);
      if (body === undefined || body.length > mostCharacters) return;
      await sql`
        insert into http_cache (key, etag, headers, body) values (${key}, ${etag}, ${JSON.stringify(headers)}, ${body})
        on conflict (key) do update set etag = excluded.etag, headers = excluded.headers, body = excluded.body, used_at = now()
         where http_cache.etag <> excluded.etag
      `.execute(database);
    },
  };
}
