import type { Filter, Filters } from '@hubtwin/resources';
import { z } from 'zod';
import { id, instant, text } from '../parameters.ts';

/** The schema of each filter, as the handler receives its value. */
export const filterSchemas = (filters: Filters): Record<string, z.ZodType> =>
  Object.fromEntries(
    Object.entries(filters).map(([parameter, filter]) => {
      const schema = schemaOf(filter);
      return [parameter, filter.description === undefined ? schema : schema.describe(filter.description)];
    }),
  );

function schemaOf(filter: Filter): z.ZodType {
  switch (filter.is) {
    case 'equal':
    case 'hash':
    case 'equalIgnoringCase':
    case 'including':
    case 'headBranch':
    case 'historyOf':
      return text().optional();
    case 'includingAll':
      return text(2_000)
        .refine((value) => /[^,\s]/.test(value), 'must have names, separated by commas')
        .optional();
    case 'oneOf':
      return filter.hasAll === true
        ? z.enum([...filter.values, 'all']).default('all')
        : z.enum([...filter.values]).optional();
    case 'oneOfEither':
      return z.enum([...filter.values, ...filter.other.values]).optional();
    case 'integer':
      return id.optional();
    case 'boolean':
      return z.enum(['true', 'false']).optional();
    case 'numberOrNone':
      return z
        .string()
        .regex(/^(\d{1,9}|none|\*)$/, 'must be a number, `none` or `*`')
        .optional();
    case 'since':
    case 'until':
      return instant.optional();
    case 'within':
      return range.optional();
  }
}

const day = /^\d{4}-\d{2}-\d{2}$/;
/** Whether the value is an ISO 8601 day or time. */
const isMoment = (value: string): boolean =>
  day.test(value)
    ? z.iso.date().safeParse(value).success && value > '0001'
    : instant.safeParse(value).success;

interface Bound {
  at: string;
  /** Whether the bound itself is excluded. */
  isExclusive: boolean;
}

/** A time range; null: unbounded. Days are in UTC. */
export interface Range {
  from: Bound | null;
  to: Bound | null;
}

const startOf = (moment: string, isExclusive = false): Bound => ({
  at: day.test(moment) ? `${moment}T00:00:00Z` : moment,
  isExclusive,
});
const endOf = (moment: string): Bound => {
  if (!day.test(moment)) return { at: moment, isExclusive: false };
  // No later year is written in four digits.
  if (moment === '9999-12-31') return { at: '9999-12-31T23:59:59.999999Z', isExclusive: false };
  return { at: new Date(Date.parse(moment) + 86_400_000).toISOString(), isExclusive: true };
};

/**
 * A time range in the syntax of GitHub's search.
 *
 * @see
 * https://docs.github.com/search-github/getting-started-with-searching-on-github/understanding-the-search-syntax#query-for-dates
 */
const range = z
  .string()
  .max(100)
  .transform((value, context): Range => {
    const found = readRange(value);
    if (found !== null) return found;
    context.addIssue({
      code: 'custom',
      message: 'must be a day or an ISO 8601 time, or a range such as >=2026-01-31 or 2026-01-01..2026-01-31',
    });
    return z.NEVER;
  })
  .meta({ override: { type: 'string' } });

function readRange(value: string): Range | null {
  const [first = '', last, more] = value.split('..');
  if (more !== undefined) return null;
  if (last !== undefined) {
    if ([first, last].some((moment) => moment !== '*' && !isMoment(moment))) return null;
    return { from: first === '*' ? null : startOf(first), to: last === '*' ? null : endOf(last) };
  }
  const operator = ['>=', '<=', '>', '<'].find((each) => value.startsWith(each)) ?? '';
  const moment = value.slice(operator.length);
  if (!isMoment(moment)) return null;
  const end = endOf(moment);
  switch (operator) {
    case '>=':
      return { from: startOf(moment), to: null };
    case '<':
      return { from: null, to: startOf(moment, true) };
    case '<=':
      return { from: null, to: end };
    case '>':
      return { from: { at: end.at, isExclusive: !end.isExclusive }, to: null };
    default:
      return { from: startOf(moment), to: end };
  }
}
