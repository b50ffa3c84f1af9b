import { type RawBuilder, sql } from 'kysely';

/** How the values of a sort column travel in a cursor: exactly, and checked when they come back. */
interface SortType {
  toText(value: RawBuilder<unknown>): RawBuilder<string | null>;
  fromText(text: string): RawBuilder<unknown>;
  isValid(text: string): boolean;
}

const plain = (value: RawBuilder<unknown>) => sql<string | null>`${value}::text`;

export const sortTypes = {
  number: {
    toText: plain,
    fromText: (text) => sql`${text}::bigint`,
    isValid: (text) => /^\d{1,16}$/.test(text),
  },
  text: {
    toText: plain,
    fromText: (text) => sql`${text}::text`,
    isValid: (text) => !text.includes('\0'),
  },
  uuid: {
    toText: plain,
    fromText: (text) => sql`${text}::uuid`,
    isValid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
  },
  // To the microsecond, as Postgres keeps it: with a Date's milliseconds rows would be skipped.
  time: {
    toText: (value) => sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    fromText: (text) => sql`${text}::timestamptz`,
    isValid: (text) => {
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text) || text < '0001') return false;
      const date = new Date(text);
      return !Number.isNaN(date.valueOf()) && date.toISOString().slice(0, 19) === text.slice(0, 19);
    },
  },
} satisfies Record<string, SortType>;

export type SortTypeName = keyof typeof sortTypes;
