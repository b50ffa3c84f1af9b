/** What a probe compares for each repository: a difference that shows a lost delivery. */
export type ProbeSignal =
  /** The name, settings, counts or times of the repository itself. */
  | 'repository'
  /** The head of the default branch, or the time of the last push. */
  | 'push'
  /** The number of branches, the heads of the first hundred, the rules that protect them, or the protection of the default branch. */
  | 'branches'
  /** A stored commit whose parents are not stored. */
  | 'historyGaps'
  /** The last changed issues, the number of issues. */
  | 'issues'
  | 'pullRequests'
  /** The check suites of heads, and of the runs that most likely go on. */
  | 'runs'
  /** A job that goes on although its run has ended. */
  | 'openJobs'
  | 'milestones'
  /** A repository with milestones in which an issue or pull request changed: that changes their counts. */
  | 'milestonesOfChanged'
  | 'labels'
  | 'releases'
  /** A rule for branches; the probe itself stores the current ones. */
  | 'rules';

/**
 * How a lost delivery of an object is detected within one sync interval, without anyone requesting it. Every definition
 * states it.
 */
export type Drift =
  /** Any of these differences in a probe means that its lists must be read. */
  | { probe: readonly [ProbeSignal, ...ProbeSignal[]] }
  /** It is listed regularly, because nothing else shows a change. */
  | { listed: 'in rotation' | 'with its installation' }
  /** It is read together with these resources, or changes only with them. */
  | { with: readonly [string, ...string[]] };
