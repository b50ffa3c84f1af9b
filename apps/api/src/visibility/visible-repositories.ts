/** The repositories that a response may reference. */
export interface VisibleRepositories {
  ids: ReadonlySet<number>;
  /** Their current and former names, in lower case; without names that another repository has now. */
  names: ReadonlySet<string>;
}
