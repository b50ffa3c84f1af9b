import type { Commit, Repository } from './model.ts';

/** A commit, and a repository that has its history. */
export interface HistoryEnd {
  repository: Repository;
  commit: Commit;
}

/** The commits that only one of two histories contains, newest first, and their newest common one. */
export interface HistoryDifference {
  ahead: Commit[];
  behind: Commit[];
  /** Undefined for unrelated histories. */
  mergeBase: Commit | undefined;
}

const ofHead = 1;
const ofBase = 2;
const ofBoth = 3;

/**
 * Walks back from both at once, newest first, until only common commits are left, as Git does: the cost depends on the
 * difference, not on the length of the history. It requires that no commit is older than its parents. One end may be in
 * a fork: the commits of a network are the same objects.
 */
export function compareHistories(base: HistoryEnd, head: HistoryEnd): HistoryDifference {
  const marks = new Map<Commit, number>();
  const frontier: Commit[] = [];
  let oldestApart = '~';

  function mark(commit: Commit, sides: number): void {
    const before = marks.get(commit) ?? 0;
    if ((before | sides) === before) return;
    marks.set(commit, before | sides);
    frontier.push(commit);
  }

  /** The next commit to continue from; undefined if only common ones are left. */
  function takeNewest(): Commit | undefined {
    let newest: Commit | undefined;
    let isOpen = false;
    for (const commit of frontier) {
      if (newest === undefined || commit.timestamp > newest.timestamp) newest = commit;
      // Commits of the same second may come in any order: common ones are followed to its end.
      isOpen ||= marks.get(commit) !== ofBoth || commit.timestamp >= oldestApart;
    }
    if (newest === undefined || !isOpen) return undefined;
    frontier.splice(frontier.indexOf(newest), 1);
    return newest;
  }

  mark(head.commit, ofHead);
  mark(base.commit, ofBase);
  for (let commit = takeNewest(); commit !== undefined; commit = takeNewest()) {
    const sides = marks.get(commit) ?? 0;
    if (sides !== ofBoth) oldestApart = commit.timestamp;
    for (const sha of commit.parents) {
      const parent = head.repository.commits.get(sha) ?? base.repository.commits.get(sha);
      if (parent !== undefined) mark(parent, sides);
    }
  }
  const marked = (sides: number) =>
    [...marks]
      .filter(([, mark]) => mark === sides)
      .map(([commit]) => commit)
      .sort((one, other) => (one.timestamp < other.timestamp ? 1 : one.timestamp > other.timestamp ? -1 : 0));
  return { ahead: marked(ofHead), behind: marked(ofBase), mergeBase: marked(ofBoth)[0] };
}
