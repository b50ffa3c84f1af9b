import { z } from 'zod';
import { listOf } from './list-of.ts';

/** GitHub formats times as ISO 8601, and in the repository of a push as Unix seconds. */
export const timestamp = z.union([z.string(), z.number()]).nullish();
export const text = z.string().nullish();
/** A count or a number for an `integer` column. */
export const int4 = z.int32().nullish();
/** An id for a `bigint` column; exact up to 2^53. */
export const int8 = z.int().nullish();
export const boolean = z.boolean().nullish();
/** An account embedded in other objects; null if it was deleted. */
export const account = z.looseObject({ id: int8, login: text, type: text }).nullish();
export const accounts = listOf(account).nullish();
export const teams = listOf(z.looseObject({ slug: z.string() })).nullish();
/** Objects with names, or only names: GitHub's schema allows both for an issue's labels. */
export const namedList = listOf(z.union([z.string(), z.looseObject({ name: text })])).nullish();

/** A time as GitHub formats nearly all, on a day that every month has, after 1969. */
const usualTime =
  /^(?:19[7-9]\d|[2-9]\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** The usual time with milliseconds: the same as through a Date, at a fifth of its cost. */
const withMilliseconds = (usual: string): string => `${usual.slice(0, 19)}.000Z`;

/** Converts a time to a clock: ISO 8601 UTC with milliseconds, which sorts as text; '' if it is not a time. */
export function toClock(value: unknown): string {
  if (typeof value === 'string' && usualTime.test(value)) return withMilliseconds(value);
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const time = new Date(typeof value === 'number' ? value * 1_000 : value);
  const year = time.getUTCFullYear();
  return Number.isNaN(year) || year < 1970 || year > 9_999 ? '' : time.toISOString();
}

/** Converts a time for a `timestamptz` column; null if it is not a time, or outside the years 1 to 9999. */
export function toTime(value: unknown): string | null {
  if (typeof value === 'string' && usualTime.test(value)) return withMilliseconds(value);
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const time = new Date(typeof value === 'number' ? value * 1_000 : value);
  const year = time.getUTCFullYear();
  return Number.isNaN(year) || year < 1 || year > 9_999 ? null : time.toISOString();
}

export const loginsOf = (list: z.output<typeof accounts>): string[] | undefined =>
  list?.map((user) => user?.login).filter((login) => typeof login === 'string');

export const namesOf = (list: z.output<typeof namedList>): string[] | undefined =>
  list
    ?.map((each) => (typeof each === 'string' ? each : each.name))
    .filter((name) => typeof name === 'string');
