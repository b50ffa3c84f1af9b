import type { Range } from '@hubtwin/contract';
import type { Filter } from '@hubtwin/resources';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { columnOf } from './present-fields.ts';

const text = z.string();
const integer = z.number();
const bound = z.object({ at: z.string(), isExclusive: z.boolean() }).nullable();
const range: z.ZodType<Range> = z.object({ from: bound, to: bound });

/**
 * The condition of a filter, as an index serves it.
 *
 * @param value as the contract gives it.
 * @param repositoryId of the list; null where it is that of all.
 */
export function conditionsOf(
  filter: Filter,
  value: unknown,
  repositoryId: number | null,
): RawBuilder<unknown>[] {
  if (value === undefined) return [];
  const column = columnOf(filter.column);
  switch (filter.is) {
    case 'equal':
      return [sql`${column} = ${text.parse(value)}`];
    case 'hash':
      return [sql`${column} = ${text.parse(value).toLowerCase()}`];
    case 'integer':
      return [sql`${column} = ${integer.parse(value)}`];
    case 'boolean':
      return [sql`${column} = ${value === 'true'}`];
    case 'oneOf':
      return value === 'all' ? [] : [sql`${column} = ${text.parse(value)}`];
    case 'oneOfEither': {
      const isOther = filter.other.values.includes(text.parse(value));
      return [sql`${isOther ? columnOf(filter.other.column) : column} = ${text.parse(value)}`];
    }
    case 'equalIgnoringCase':
      return [sql`lower(${column}) = lower(${text.parse(value)})`];
    case 'includingAll': {
      const wanted = text
        .parse(value)
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '');
      return wanted.length === 0 ? [] : [sql`lower_all(${column}) @> lower_all(${wanted}::text[])`];
    }
    case 'including':
      if (value === 'none') return [sql`coalesce(cardinality(${column}), 0) = 0`];
      if (value === '*') return [sql`cardinality(${column}) > 0`];
      return [sql`lower_all(${column}) @> lower_all(${[text.parse(value)]}::text[])`];
    case 'numberOrNone':
      if (value === 'none') return [sql`${column} is null`];
      return [value === '*' ? sql`${column} is not null` : sql`${column} = ${Number(value)}`];
    case 'headBranch':
      return headConditions(column, text.parse(value));
    case 'historyOf':
      // `is true` makes Postgres hash the history. It expects a hundred commits, and would join as few by reading all of
      // them for each row.
      return [sql`(${column} in (${historyOf(repositoryId, text.parse(value))})) is true`];
    case 'since':
      return [sql`${column} >= ${text.parse(value)}`];
    case 'until':
      return [sql`${column} < ${text.parse(value)}`];
    case 'within':
      return boundsOf(column, range.parse(value));
  }
}

/** Git allows no colon in the name of a branch. The owner stands in GitHub's object. */
function headConditions(column: RawBuilder<unknown>, value: string): RawBuilder<unknown>[] {
  const at = value.indexOf(':');
  if (at === -1) return [sql`${column} = ${value}`];
  const isOfOwner = sql`lower(t.raw #>> '{head,user,login}') = lower(${value.slice(0, at)})`;
  return [sql`${column} = ${value.slice(at + 1)}`, isOfOwner];
}

/** Hashes of commits: the one that is named, or that the branch leads to, and what it was made from. */
const historyOf = (repositoryId: number | null, named: string) => sql`
  with recursive history as (
    select coalesce(
      (select sha from branches where repository_id = ${repositoryId} and name = ${named} and deleted_at is null),
      lower(${named})) as sha
     union
    select parent.sha
      from history
      join commits as c on c.repository_id = ${repositoryId} and c.sha = history.sha
     cross join unnest(coalesce(c.parents, array[c.pushed_after])) as parent (sha)
     where parent.sha is not null
  ) select sha from history`;

function boundsOf(column: RawBuilder<unknown>, { from, to }: Range): RawBuilder<unknown>[] {
  return [
    ...(from === null ? [] : [sql`${column} ${sql.raw(from.isExclusive ? '>' : '>=')} ${from.at}`]),
    ...(to === null ? [] : [sql`${column} ${sql.raw(to.isExclusive ? '<' : '<=')} ${to.at}`]),
  ];
}
