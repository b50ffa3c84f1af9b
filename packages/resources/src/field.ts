import { z } from 'zod';
import type { JsonObject } from './json-object.ts';

/** Values of columns by their names; undefined if GitHub's object does not have the key. */
export type Columns = Record<string, unknown>;

export interface Described<Value> {
  description?: string;
  /** For the API's document. */
  example: Value;
}

/** How GitHub writes the field, and what is stored of it. */
export interface Stored<GitHub> {
  /** The schema of GitHub's value. */
  github: z.ZodType<GitHub>;
  /** Reads the columns from GitHub's value. @param name of the field, and by default of its column. */
  read(value: GitHub, name: string): Columns;
}

/** A value of one column; by default the column has the name of the field. */
interface Scalar<Kind extends string, Value> extends Described<Value> {
  kind: Kind;
  column?: string;
}

/** An embedded account; null if GitHub returns none. */
interface AccountField extends Described<Account | null> {
  kind: 'account';
  columns: { id: string; login: string };
}

/** An object of which one key is stored, such as `{login}`; null if the column is null. */
interface ReferenceField extends Described<Record<string, string | number> | null> {
  kind: 'reference';
  column: string;
  key: string;
  type: 'text' | 'integer';
}

/** A list of objects of each of which one text is stored, such as `[{sha}]`. */
interface ReferencesField extends Described<readonly Record<string, string>[]> {
  kind: 'references';
  column: string;
  key: string;
}

/** An object whose fields are columns of the same row. */
interface GroupField {
  kind: 'group';
  description?: string;
  fields: Fields;
}

/** A list of objects without a column: the API shows it with the item, from GitHub's object. */
interface ObjectsField extends Described<readonly Record<string, unknown>[]> {
  kind: 'objects';
  fields: Fields;
}

/** An address below the page of the repository. The column is null unless GitHub returned another one. */
interface AddressField extends Described<string | null> {
  kind: 'address';
  column?: string;
  /** The derived address, from the page of the repository and the object; null: unknown. */
  derive(page: string | null, object: JsonObject): string | null;
}

type Presented =
  | Scalar<'id', number>
  | Scalar<'name', string>
  | Scalar<'text', string | null>
  | Scalar<'integer', number | null>
  | Scalar<'boolean', boolean | null>
  | Scalar<'time', string | null>
  | Scalar<'texts', readonly string[]>
  | Scalar<'json', JsonObject | null>
  | AddressField
  | AccountField
  | ReferenceField
  | ReferencesField
  | GroupField
  | ObjectsField;

/** One field of an object: GitHub's value, its columns, and its value in the API. */
export type Field<GitHub = unknown> = Presented & Stored<GitHub>;

/** The fields of an object by their names, which are GitHub's. */
export interface Fields {
  readonly [name: string]: Field;
}

export interface Account {
  id: number | null;
  login: string | null;
}

/** GitHub's object with these fields. */
export type ObjectOf<F extends Fields> = {
  [Name in keyof F]: F[Name] extends Stored<infer GitHub> ? GitHub : never;
};

/**
 * The schema of GitHub's object: the fields that Hubtwin relies on; other keys are kept as received.
 *
 * @param more keys that are used, but not stored.
 */
export function objectOf<F extends Fields, More extends z.ZodRawShape = Record<never, z.ZodType>>(
  fields: F,
  more?: More,
): z.ZodType<Omit<ObjectOf<F>, keyof More> & { [Name in keyof More]: z.output<More[Name]> } & JsonObject>;
export function objectOf(fields: Fields, more: z.ZodRawShape = {}): z.ZodType {
  const types = Object.entries(fields).map(([name, field]) => [name, field.github] as const);
  return z.looseObject({ ...Object.fromEntries(types), ...more });
}

/** The columns of GitHub's object. */
export function readColumns(fields: Fields, object: JsonObject): Columns {
  const columns: Columns = {};
  for (const [name, field] of Object.entries(fields)) Object.assign(columns, field.read(object[name], name));
  return columns;
}
