import { type Kysely, sql } from 'kysely';

/** The columns of each table for `search_tags`. */
const tagged = {
  issues: 'updated_at, repository_id, state, author_login, assignees, labels',
  pull_requests: 'updated_at, repository_id, state, author_login, assignees, labels',
  commits: 'committed_at, repository_id, null, author_login, null, null',
};

/**
 * One index of words, times and qualifiers for each table, instead of two of words: Postgres combines them within the
 * index, and reads only matching rows of the table, however frequent a word is.
 *
 * - `search_tag` is the hash of a qualifier in the index; the condition is also checked on the row, because hashes
 * may collide;
 *
 * - `search_tags` contains the qualifiers of a row, and its time: the numbers of its blocks of 2^14, 2^18, 2^22 and
 * 2^26 seconds since 1970 (`apps/api/src/search/time-tags.ts`).
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  // A restored dump calls them before it sets a search path.
  const { rows } = await sql<{ schema: string }>`select quote_ident(current_schema()) as schema`.execute(
    database,
  );
  const schema = rows[0]?.schema ?? 'public';
  await sql
    .raw(
      `
    create function search_tag(kind text, value text) returns bigint
      language sql immutable strict parallel safe as $$
      select hashtextextended(kind || ':' || lower(value), 0)
    $$;

    create function search_tags(at timestamptz, repository_id bigint, state text, author text, assignees text[],
                                labels text[]) returns bigint[]
      language plpgsql immutable parallel safe as $$
    declare
      seconds bigint := 0;
      tags bigint[];
      name text;
    begin
      if at >= '2106-02-07T06:28:15Z' then
        seconds := 4294967295;
      elsif at > '1970-01-01T00:00:00Z' then
        seconds := floor(extract(epoch from at - '1970-01-01T00:00:00Z'::timestamptz));
      end if;
      tags := array[(1::bigint << 40) | (seconds >> 14), (2::bigint << 40) | (seconds >> 18),
                    (3::bigint << 40) | (seconds >> 22), (4::bigint << 40) | (seconds >> 26),
                    ${schema}.search_tag('repository', repository_id::text)];
      if state is not null then
        tags := tags || ${schema}.search_tag('state', state);
      end if;
      if author is not null then
        tags := tags || ${schema}.search_tag('author', author);
      end if;
      if cardinality(assignees) > 0 then
        foreach name in array assignees loop
          tags := tags || ${schema}.search_tag('assignee', coalesce(name, ''));
        end loop;
      end if;
      if cardinality(labels) > 0 then
        foreach name in array labels loop
          tags := tags || ${schema}.search_tag('label', coalesce(name, ''));
        end loop;
      end if;
      return tags;
    end $$;
  `,
    )
    .execute(database);
  for (const [table, columns] of Object.entries(tagged)) {
    await sql
      .raw(
        `drop index ${table}_search, ${table}_search_title;
         create index ${table}_search on ${table} using gin (search, search_title, search_tags(${columns}))
           where deleted_at is null`,
      )
      .execute(database);
  }
}
