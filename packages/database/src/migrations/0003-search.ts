import { type Kysely, sql } from 'kysely';

/**
 * Limits for the identifiers in a text and the parts of an identifier: beyond them, only the separate parts are
 * found.
 */
const maxIdentifiers = 200;
const maxParts = 8;

/** Chinese, Japanese and Korean, which have no spaces between words. */
const cjk = String.raw`\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff`;

/** Symbols beyond ASCII, which Postgres treats as letters if the database's character classification is C. */
const signs = String.raw`\u00a1-\u00bf\u00d7\u00f7\u2000-\u206f\u2190-\u2bff\u3000-\u303f\u30fb\ufe00-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U0001f000-\U0001faff`;

/** The accents of decomposed letters, without those of Japanese syllables, which distinguish words. */
const accents = String.raw`\u0300-\u036f`;

/** Characters that Postgres treats as part of a word, a path or a number before a letter or digit. */
const joints = '[-._/:@&<>~=%?+#|\\\\]+(?=[[:alnum:]])';

/** The boundary between parts of an identifier: `camelCase`, `HTTPServer`. */
const hump = '[a-z0-9][A-Z]|[A-Z][A-Z][a-z]';
const identifier = `[A-Za-z0-9]*(?:${hump})[A-Za-z0-9]*|[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)+`;
/** A name that ends with a number, of which the rest is also a word: `OAuth2`, `log4j2`. */
const numbered = '[A-Za-z][0-9]+(?![A-Za-z0-9])';
const numberedName = `[A-Za-z0-9]*${numbered}`;

/** Two readings of a text are this far apart, so that no phrase matches across them; never a word of a text. */
const gap = '|';

/**
 * The functions of the full-text search, with core Postgres only:
 *
 * - `search_spaced` separates the words of a text, including those within `parser.ts`, `snake_case` and, if `parted`,
 * `camelCase`, and makes every two neighbours in Chinese, Japanese and Korean a word;
 *
 * - `search_vector` contains these words in order, by their English stems, including stop words. A text with
 * `camelCase` is in it twice, in parts and with whole identifiers: both `"java script heap"` and `"javascript heap"`
 * find `JavaScript heap`. The neighbouring parts of identifiers are also one word, without an order: `websocket`
 * finds `WebSocketClient`, and `oauth` finds `OAuth2`;
 *
 * - `search_term` is the query for one word or phrase: any of its readings;
 *
 * - `search_tag` is the hash of a qualifier in the index; the condition is also checked on the row, because hashes
 * may collide;
 *
 * - `search_tags` contains the qualifiers of a row, and its time: the numbers of its blocks of 2^14, 2^18, 2^22 and
 * 2^26 seconds since 1970 (`apps/api/src/search/time-tags.ts`). With them, Postgres combines words, times and
 * qualifiers within one index, and reads only matching rows of the table, however frequent a word is.
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
    create text search dictionary search_english (template = snowball, language = english);
    create text search configuration search_words (copy = pg_catalog.simple);
    alter text search configuration search_words
      alter mapping for asciiword, word, asciihword, hword, hword_asciipart, hword_part with search_english;

    create function search_humps(given text) returns text
      language sql immutable strict parallel safe as $$
      -- The first of them: TLSv1.3 has the parts TLS and v1.
      select regexp_replace(regexp_replace(regexp_replace(given, '([A-Z][A-Z])(v[0-9])', '\\1 \\2', 'g'),
                                           '([a-z0-9])([A-Z])', '\\1 \\2', 'g'),
                            '([A-Z])([A-Z][a-z])', '\\1 \\2', 'g')
    $$;

    -- Full-width, half-width and decomposed characters as the usual ones, and letters without their accents: many
    -- people type them without.
    create function search_normalized(given text) returns text
      language sql immutable strict parallel safe as $$
      select case when octet_length(given) > length(given)
                  then normalize(regexp_replace(normalize(given, NFKD), '[${accents}]+', '', 'g'), NFKC)
                  else given end
    $$;

    create function search_spaced(given text, parted boolean) returns text
      language plpgsql immutable strict parallel safe as $$
    declare
      spaced text := regexp_replace(given, '${joints}', ' ', 'g');
    begin
      if parted and spaced ~ '${hump}' then
        spaced := ${schema}.search_humps(spaced);
      end if;
      -- Most texts have one byte for each character.
      if octet_length(spaced) > length(spaced) then
        spaced := regexp_replace(spaced, '[${signs}]+', ' ', 'g');
        if spaced ~ '[${cjk}]' then
          select string_agg(coalesce(pairs, run[1]), ' ' order by nth) into spaced
            from regexp_matches(spaced, '[${cjk}]+|[^${cjk}]+', 'g') with ordinality as runs (run, nth)
           cross join lateral (
             select string_agg(c || next, ' ') as pairs
               from (select string_to_array(run[1], null) as all_of_it where run[1] ~ '^[${cjk}]') as characters,
                    unnest(all_of_it[:cardinality(all_of_it) - 1], all_of_it[2:]) as pair (c, next)) as paired;
        end if;
      end if;
      return spaced;
    end $$;

    create function search_joined(given text) returns text
      language plpgsql immutable strict parallel safe as $$
    declare
      name text;
      parts text[];
      joined text := '';
    begin
      for name in
        select matched[1] from regexp_matches(given, '${identifier}|${numberedName}', 'g') with ordinality as names (matched, nth)
         group by matched[1] order by matched[1] ~ '${hump}|[_-]' desc, min(nth) limit ${maxIdentifiers}
      loop
        parts := string_to_array(regexp_replace(
          ${schema}.search_humps(translate(name, '_-', '  ')), '([A-Za-z])([0-9]+)(?![A-Za-z0-9])', '\\1 \\2', 'g'), ' ');
        joined := joined || ' ' || array_to_string(parts, '');
        if cardinality(parts) between 2 and ${maxParts} then
          for i in 1 .. cardinality(parts) loop
            for j in i .. least(cardinality(parts), cardinality(parts) - 2 + i) loop
              -- Of the single parts, search_spaced keeps numbers with the letters before them.
              if j > i or (parts[i + 1] ~ '^[0-9]' and parts[i] ~ '[A-Za-z]') then
                joined := joined || ' ' || array_to_string(parts[i:j], '');
              end if;
            end loop;
          end loop;
        end if;
      end loop;
      return joined;
    end $$;

    create function search_vector(raw text) returns tsvector
      language plpgsql immutable strict parallel safe as $$
    declare
      given text := ${schema}.search_normalized(raw);
      words tsvector := to_tsvector('${schema}.search_words', ${schema}.search_spaced(given, true));
    begin
      if given ~ '${hump}' then
        words := ts_delete(words || '''${gap}'':1'::tsvector ||
          to_tsvector('${schema}.search_words', ${schema}.search_spaced(given, false)), '${gap}');
      end if;
      if given ~ '${hump}|[A-Za-z0-9][_-][A-Za-z0-9]|${numbered}' then
        words := words ||
          strip(to_tsvector('${schema}.search_words', ${schema}.search_joined(given)));
      end if;
      if octet_length(given) > length(given) and given ~ '[${cjk}]' then
        words := words || (
          select coalesce(array_to_tsvector(array_agg(distinct ending[1])), '')
            from regexp_matches(given, '[${cjk}](?![${cjk}])', 'g') as ending);
      end if;
      return words;
    end $$;

    create function search_term(raw text) returns tsquery
      language plpgsql immutable strict parallel safe as $$
    declare
      given text := ${schema}.search_normalized(raw);
      -- A version is found with its v and without: 1.2.3 finds v1.2.3, and the other way round.
      versioned text := regexp_replace(given, '(^|[^[:alnum:].])([0-9]+[.][0-9])', '\\1v\\2', 'g');
      numbered text := regexp_replace(given, '(^|[^[:alnum:].])[vV]([0-9]+[.][0-9])', '\\1\\2', 'g');
      readings text[] := array[
        ${schema}.search_spaced(given, true), ${schema}.search_spaced(given, false),
        ${schema}.search_spaced(versioned, true), ${schema}.search_spaced(versioned, false),
        ${schema}.search_spaced(numbered, true), ${schema}.search_spaced(numbered, false)];
      words tsquery := '';
    begin
      if given ~ '^(${identifier})$' then
        readings := readings || translate(given, '_-', '');
      end if;
      select string_agg(distinct '(' || query || ')', ' | ')::tsquery into words
        from (select phraseto_tsquery('${schema}.search_words', reading)::text as query
                from unnest(readings) as reading) as queries
       where query <> '';
      if given ~ '[${cjk}]' then
        -- A single character matches the start of a pair.
        words := regexp_replace(words::text, '''([${cjk}])''', '''\\1'':*', 'g')::tsquery;
      end if;
      return coalesce(words, '');
    end $$;

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
}
