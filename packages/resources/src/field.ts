interface Described<Value> {
  description?: string;
  /** For the API's document. */
  example: Value;
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

/** An object of the API whose fields are columns of the same row. */
interface GroupField {
  kind: 'group';
  description?: string;
  fields: Fields;
}

export type Field =
  | Scalar<'id', number>
  | Scalar<'name', string>
  | Scalar<'text', string | null>
  | Scalar<'integer', number | null>
  | Scalar<'boolean', boolean | null>
  | Scalar<'time', string | null>
  | Scalar<'texts', readonly string[]>
  | AccountField
  | ReferenceField
  | ReferencesField
  | GroupField;

/** The fields of an object by their API names. */
export interface Fields {
  readonly [name: string]: Field;
}

interface Account {
  id: number | null;
  login: string | null;
}

type Options<Value> = Described<Value> & { column?: string };

/** An id of GitHub, or another number that every object has. */
export const id = (options: Options<number>): Field => ({ kind: 'id', ...options });
/** A text that every object has. */
export const name = (options: Options<string>): Field => ({ kind: 'name', ...options });
export const text = (example: string | null, options: Partial<Options<string | null>> = {}): Field => ({
  kind: 'text',
  example,
  ...options,
});
export const integer = (example: number | null, options: Partial<Options<number | null>> = {}): Field => ({
  kind: 'integer',
  example,
  ...options,
});
export const boolean = (example: boolean | null, options: Partial<Options<boolean | null>> = {}): Field => ({
  kind: 'boolean',
  example,
  ...options,
});
/** ISO 8601 in UTC with milliseconds; null also for years outside 0 to 9999, which Git allows. */
export const time = (example: string | null, options: Partial<Options<string | null>> = {}): Field => ({
  kind: 'time',
  example,
  ...options,
});
export const texts = (
  example: readonly string[],
  options: Partial<Options<readonly string[]>> = {},
): Field => ({ kind: 'texts', example, ...options });

/** @param prefix of the columns `…_id` and `…_login`. */
export const account = (
  prefix: string,
  example: Account | null,
  options: { description?: string } = {},
): Field => ({
  kind: 'account',
  columns: { id: `${prefix}_id`, login: `${prefix}_login` },
  example,
  ...options,
});
/** An account of which only the login is stored. */
export const login = (column: string, example: string | null): Field => ({
  ...{ kind: 'reference', column, key: 'login', type: 'text' },
  example: example === null ? null : { login: example },
});
export const milestone = (example: number | null): Field => ({
  ...{ kind: 'reference', column: 'milestone_number', key: 'number', type: 'integer' },
  example: example === null ? null : { number: example },
});
export const commit = (column: string, example: string): Field => ({
  ...{ kind: 'reference', column, key: 'sha', type: 'text' },
  example: { sha: example },
});
export const commits = (column: string, example: readonly string[]): Field => ({
  ...{ kind: 'references', column, key: 'sha' },
  example: example.map((sha) => ({ sha })),
});
export const group = (fields: Fields): Field => ({ kind: 'group', fields });
