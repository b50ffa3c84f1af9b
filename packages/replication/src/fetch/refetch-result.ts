/** The result of refetching uncertain objects. */
export interface RefetchResult {
  /** The number of uncertain objects. */
  uncertain: number;
  /**
   * The number of objects that are still uncertain, for example because GitHub was requested within the ambiguous
   * second.
   */
  remaining: number;
  /**
   * The number of objects that could not be fetched: no credential can access them, or GitHub currently denies them.
   */
  unreachable: number;
}
