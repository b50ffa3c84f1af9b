import { z } from 'zod';
import {
  type Account,
  type Described,
  type Field,
  type Fields,
  type ObjectOf,
  objectOf,
  readColumns,
  type Stored,
} from './field.ts';
import { gitTime } from './git-time.ts';
import * as github from './github-types.ts';
import type { JsonObject } from './json-object.ts';
import { listOf } from './list-of.ts';
import { addressOf } from './stored/address-of.ts';
import { markerOf } from './stored/markers.ts';
import { compileTemplate } from './stored/template.ts';

type Options<Value> = Partial<Described<Value>> & { column?: string };

/** One column with the converted value. */
const scalar = <GitHub>(
  type: z.ZodType<GitHub>,
  { column }: { column?: string },
  convert: (value: GitHub) => unknown = (value) => value,
): Stored<GitHub> => ({
  github: type,
  read: (value, name) => ({ [column ?? name]: convert(value) }),
});

/** @param template below `{web}`, with keys of the object; as in its shape. Null: the address cannot be derived. */
export const address = (template: string | null, example: string): Field<Text> => {
  const compiled = template === null ? null : compileTemplate(template);
  return {
    kind: 'address',
    example,
    github: github.text,
    read: (value: unknown, name: string) => ({ [name]: storedAddress(value) }),
    derive: (page, object) => (compiled === null ? null : addressOf(compiled, page, object)),
  };
};

/** An address within the repository is stored relative to its page. */
function storedAddress(value: unknown): string | null {
  const marker = markerOf(value);
  if (typeof marker === 'string' && marker.startsWith('w')) return marker.slice(1);
  return typeof value === 'string' ? value : null;
}

type Text = z.output<typeof github.text>;
type Integer = z.output<typeof github.int4>;
type Accounts = z.output<typeof github.accounts>;
type OneAccount = z.output<typeof github.account>;

/** An id of GitHub, or another number that every object has. */
export const id = (example = 0, options: Options<number> = {}): Field<number> => ({
  kind: 'id',
  example,
  ...options,
  ...scalar(z.number().int(), options),
});
/** A text that every object has. */
export const name = (example = '', options: Options<string> = {}): Field<string> => ({
  kind: 'name',
  example,
  ...options,
  ...scalar(z.string(), options),
});
export const text = (example: string | null = null, options: Options<string | null> = {}): Field<Text> => ({
  kind: 'text',
  example,
  ...options,
  ...scalar(github.text, options),
});
/** A count or a number. */
export const integer = (
  example: number | null = null,
  options: Options<number | null> = {},
): Field<Integer> => ({ kind: 'integer', example, ...options, ...scalar(github.int4, options) });
/** An id that an object may not have; exact up to 2^53. */
export const idOrNull = (
  example: number | null = null,
  options: Options<number | null> = {},
): Field<Integer> => ({ kind: 'integer', example, ...options, ...scalar(github.int8, options) });
export const boolean = (
  example: boolean | null = null,
  options: Options<boolean | null> = {},
): Field<z.output<typeof github.boolean>> => ({
  kind: 'boolean',
  example,
  ...options,
  ...scalar(github.boolean, options),
});
/** ISO 8601 in UTC with milliseconds; null also for years outside 0 to 9999, which Git allows. */
export const time = (
  example: string | null = null,
  options: Options<string | null> = {},
): Field<z.output<typeof github.timestamp>> => ({
  kind: 'time',
  example,
  ...options,
  ...scalar(github.timestamp, options, github.toTime),
});
/** A time that Git wrote, of any year. */
export const timeOfGit = (
  example: string | null = null,
  options: Options<string | null> = {},
): Field<Text> => ({ kind: 'time', example, ...options, ...scalar(github.text, options, gitTime) });
export const texts = (
  example: readonly string[] = [],
  options: Options<readonly string[]> = {},
): Field<string[] | null | undefined> => ({
  kind: 'texts',
  example,
  ...options,
  ...scalar(listOf(z.string()).nullish(), options),
});
/** A list of accounts, of which the logins are stored. */
export const logins = (example: readonly string[]): Field<Accounts> => ({
  kind: 'texts',
  example,
  description: 'Logins.',
  ...scalar(github.accounts, {}, github.loginsOf),
});
/** A list of objects with names, of which the names are stored. */
export const names = (
  example: readonly string[],
  options: { description?: string } = {},
): Field<z.output<typeof github.namedList>> => ({
  kind: 'texts',
  example,
  ...options,
  ...scalar(github.namedList, {}, github.namesOf),
});

/** A list of teams, of which the slugs are stored. */
export const slugs = (example: readonly string[]): Field<z.output<typeof github.teams>> => ({
  kind: 'texts',
  example,
  description: 'Slugs.',
  ...scalar(github.teams, {}, (list) => list?.map(({ slug }) => slug)),
});

/** @param prefix of the columns `…_id` and `…_login`. */
export const account = (
  prefix: string,
  example: Account | null = null,
  options: { description?: string } = {},
): Field<OneAccount> => ({
  kind: 'account',
  columns: { id: `${prefix}_id`, login: `${prefix}_login` },
  example,
  ...options,
  github: github.account,
  read: (value) => ({ [`${prefix}_id`]: value?.id, [`${prefix}_login`]: value?.login }),
});
/** An account of which only the login is stored. */
export const login = (column: string, example: string | null): Field<OneAccount> => ({
  kind: 'reference',
  column,
  key: 'login',
  type: 'text',
  example: example === null ? null : { login: example },
  github: github.account,
  read: (value) => ({ [column]: value?.login }),
});

const numbered = z.looseObject({ number: github.int4 }).nullish();
export const milestone = (example: number | null): Field<z.output<typeof numbered>> => ({
  kind: 'reference',
  column: 'milestone_number',
  key: 'number',
  type: 'integer',
  example: example === null ? null : { number: example },
  github: numbered,
  read: (value) => ({ milestone_number: value?.number }),
});

const hashed = listOf(z.looseObject({ sha: z.string() })).nullish();
/** A list of commits, of which the hashes are stored. */
export const commits = (column: string, example: readonly string[]): Field<z.output<typeof hashed>> => ({
  kind: 'references',
  column,
  key: 'sha',
  example: example.map((sha) => ({ sha })),
  github: hashed,
  read: (value) => ({ [column]: value?.map(({ sha }) => sha) }),
});

const committed = z
  .looseObject({
    sha: github.text,
    commit: z.looseObject({ committer: z.looseObject({ date: github.text }).nullish() }).nullish(),
  })
  .nullish();
/** A commit of which only the hash is stored. */
export const commit = (column: string, example: string): Field<z.output<typeof committed>> => ({
  kind: 'reference',
  column,
  key: 'sha',
  type: 'text',
  example: { sha: example },
  github: committed,
  read: (value) => ({ [column]: value?.sha }),
});

const named = z.looseObject({ slug: github.text }).nullish();
/** An App of which only the slug is stored. */
export const app = (column: string, example: string): Field<z.output<typeof named>> => ({
  kind: 'reference',
  column,
  key: 'slug',
  type: 'text',
  example: { slug: example },
  github: named,
  read: (value) => ({ [column]: value?.slug }),
});

const licensed = z.looseObject({ spdx_id: github.text }).nullish();
/** A license of which the SPDX identifier is stored. */
export const license = (): Field<z.output<typeof licensed>> => ({
  kind: 'reference',
  column: 'license',
  key: 'spdx_id',
  type: 'text',
  example: { spdx_id: 'MIT' },
  github: licensed,
  read: (value) => ({ license: value?.spdx_id }),
});

const record = z.record(z.string(), z.unknown()).nullish();
/** An object that is stored as JSON. */
export const json = (): Field<z.output<typeof record>> => ({
  kind: 'json',
  example: {},
  ...scalar(record, {}),
});

/** An object whose fields are columns of the same row. */
export const group = <F extends Fields>(fields: F): Field<(ObjectOf<F> & JsonObject) | null | undefined> => ({
  kind: 'group',
  fields,
  github: objectOf(fields).nullish(),
  read: (value) => readColumns(fields, value ?? {}),
});

/** A list of objects, which only the item shows. */
export const objects = <F extends Fields>(
  fields: F,
  options: Described<readonly Record<string, unknown>[]>,
): Field<(ObjectOf<F> & JsonObject)[] | null | undefined> => ({
  kind: 'objects',
  fields,
  ...options,
  github: listOf(objectOf(fields)).nullish(),
  read: () => ({}),
});

/** A field of the API that GitHub's object does not have: the definition computes its columns. */
export const computed = (field: Field): Field => ({
  ...field,
  github: z.unknown().optional(),
  read: () => ({}),
});
