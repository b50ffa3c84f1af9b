import type { Commit, Repository } from './model.ts';

/** A commit, and a repository that has its history. */
export interface HistoryEnd {
  repository: Repository;
  commit: Commit;
}

/** What two commits' histories have apart, newest first, and the newest that both have. */
export interface HistoryDifference {
  ahead: Commit[];
  behind: Commit[];
  /** Undefined where the histories have nothing in common. */
  mergeBase: Commit | undefined;
}

const ofHead = 1;
const ofBase = 2;
const ofBoth = 3;

/**
 * Walks back from both at once, newest first, until only what both have is left, as Git does: the cost is that
 * of the difference, however long the history. It relies on that no commit is older than its parents. One end
 * may be a fork's: the network's commits are the same objects.
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

  /** The next to walk on from; undefined when what is left is what both have. */
  function takeNewest(): Commit | undefined {
    let newest: Commit | undefined;
    let isOpen = false;
    for (const commit of frontier) {
      if (newest === undefined || commit.timestamp > newest.timestamp) newest = commit;
      // Commits of one second may come in any order: what both have is followed to the end of it.
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
