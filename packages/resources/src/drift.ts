/** What a probe compares of each repository, or of each object of an organisation: a difference that shows a lost delivery. */
export type ProbeSignal =
  /** The objects of the resource itself, by its `probe`, or their number. */
  | 'objects'
  /** The objects of parents that changed, by their `byParent`. */
  | 'parents'
  /** The objects of heads, by their `ofHeads`. */
  | 'heads'
  /** The name, settings, counts or times of the repository. */
  | 'repository'
  /** The head of the default branch, or the time of the last push. */
  | 'push'
  /** The protection of the default branch. */
  | 'protection'
  /** A rule for branches; the probe itself stores the current ones. */
  | 'rules'
  /** A stored commit whose parents are not stored. */
  | 'historyGaps'
  /** The check suites of heads, and of the runs that most likely go on. */
  | 'runs'
  /** A run that has ended, with a job that goes on, or without any. */
  | 'openJobs';

/**
 * How a lost delivery of an object is detected within one sync interval, without anyone requesting it. Every definition
 * states it.
 */
export type Drift =
  /**
   * Any of these differences in a probe means that its lists must be read; and if GitHub counts any objects, so does a
   * difference of these resources.
   */
  | { probe: readonly [ProbeSignal, ...ProbeSignal[]]; changesWith?: readonly string[] }
  /**
   * It is listed regularly, because nothing else shows a change. `registered` is a column that is null for objects that
   * are known only from others.
   */
  | {
      listed: 'in rotation';
      registered?: string;
    }
  | {
      listed: 'in rotation';
      registered: string;
      /**
       * It is polled where it has objects. An object of a repository and one of its organisation are the same if the columns
       * `same` are; `active` is true for one that is in use.
       */
      polled: { same: readonly string[]; active: string };
    }
  | { listed: 'with its installation' }
  /** The list of its organisation is read once an interval. */
  | {
      listed: 'with its organisation';
      /** Whether it is also polled where it has objects. */
      polled?: true;
      /** Whether it is read once a day instead, because GitHub sends no event that could be lost. */
      isDaily?: true;
    }
  /** It is read together with these resources, or changes only with them. */
  | { with: readonly [string, ...string[]] };
