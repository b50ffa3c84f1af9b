/**
 * The condition of a list parameter. Each kind is a condition that an index supports; `contract` and `apps/api` define
 * its schema and its SQL once.
 */
export type Filter = { column: string; description?: string } & (
  | { is: 'equal' }
  /** `all` matches every value; it is the default if `hasAll` is set. */
  | { is: 'oneOf'; values: readonly string[]; hasAll?: boolean }
  /** A value of this column or of another one, as GitHub filters runs by status or conclusion. */
  | { is: 'oneOfEither'; values: readonly string[]; other: { column: string; values: readonly string[] } }
  | { is: 'integer' }
  | { is: 'boolean' }
  /** The hash of a commit, in either case. */
  | { is: 'hash' }
  /** Equality, case-insensitive, as for logins on GitHub. */
  | { is: 'equalIgnoringCase' }
  /** Texts separated by commas, all of which must be in the list of the column, case-insensitive. */
  | { is: 'includingAll' }
  /** A text that must be in the list of the column, case-insensitive; `none`: the list is empty; `*`: it is not. */
  | { is: 'including' }
  /** A number; `none`: the column is null; `*`: it is not. */
  | { is: 'numberOrNone' }
  /** The name of a branch, or `owner:name` for that of one owner, as GitHub writes the head of a pull request. */
  | { is: 'headBranch' }
  /** A commit, by branch or hash, and its ancestors; only in the lists of one repository. */
  | { is: 'historyOf' }
  /** At or after a time. */
  | { is: 'since' }
  /** Before a time. */
  | { is: 'until' }
  /**
   * A day, a time, or a range in the syntax of GitHub's search: `2026-01-31`, `>=2026-01-31`, `2026-01-01..2026-01-31`.
   */
  | { is: 'within' }
);

export interface Filters {
  readonly [parameter: string]: Filter;
}
