/** The repositories that an answer may speak of. */
export interface VisibleRepositories {
  ids: ReadonlySet<number>;
  /** Their names, present and past, in lower case; none that another repository has now. */
  names: ReadonlySet<string>;
}
