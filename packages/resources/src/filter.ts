/**
 * What a parameter of a list selects by. Each kind is a condition that an index serves; what the API accepts for it and
 * which SQL it is, the engines state once.
 */
export type Filter = { column: string; description?: string } & (
  | { is: 'equal' }
  /** `all`, the default where `hasAll`, is every value. */
  | { is: 'oneOf'; values: readonly string[]; hasAll?: boolean }
  /** A value of this column or of another one, as GitHub filters runs by status or conclusion. */
  | { is: 'oneOfEither'; values: readonly string[]; other: { column: string; values: readonly string[] } }
  | { is: 'integer' }
  | { is: 'boolean' }
  /** A text in any case, as GitHub compares logins. */
  | { is: 'equalIgnoringCase' }
  /** Texts separated by commas, all of which the list in the column has, in any case. */
  | { is: 'includingAll' }
  /** A text that the list in the column has, in any case; `none`: it is empty; `*`: it is not. */
  | { is: 'including' }
  /** A number; `none`: the column is null; `*`: it is not. */
  | { is: 'numberOrNone' }
  /** The name of a branch, or `owner:name` for that of one owner, as GitHub writes the head of a pull request. */
  | { is: 'headBranch' }
  /** What a branch, or a commit by its hash, was made from, itself included; only in the lists of one repository. */
  | { is: 'historyOf' }
  /** At or after a time. */
  | { is: 'since' }
  /** Before a time. */
  | { is: 'until' }
  /** A day or a time, or a range as GitHub's searches have it: `2026-01-31`, `>=2026-01-31`, `2026-01-01..2026-01-31`. */
  | { is: 'within' }
);

export interface Filters {
  readonly [parameter: string]: Filter;
}
