import { type RawBuilder, sql } from 'kysely';

/** How the values of a sort column are encoded in a cursor: exactly, and validated when they are decoded. */
interface SortType {
  toText(value: RawBuilder<unknown>): RawBuilder<string | null>;
  fromText(text: string): RawBuilder<unknown>;
  isValid(text: string): boolean;
}

const epoch = sql`'2000-01-01T00:00:00Z'::timestamptz`;
/** Of Postgres: 4714-11-24 BC, and the start of the year 294277. */
const earliest = -211_813_488_000_000_000n;
const latest = 9_223_371_331_200_000_000n;

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
  // Microseconds since 2000, as Postgres keeps it: with a Date's milliseconds rows would be skipped.
  time: {
    toText: (value) => sql`(extract(epoch from ${value} - ${epoch}) * 1000000)::bigint::text`,
    fromText: (text) => sql`${epoch} + (${text} || ' microseconds')::interval`,
    isValid: (text) => /^-?\d{1,19}$/.test(text) && BigInt(text) >= earliest && BigInt(text) < latest,
  },
} satisfies Record<string, SortType>;

export type SortTypeName = keyof typeof sortTypes;
