import type { World } from '../world/create-world.ts';
import { findUser } from '../world/lookup.ts';
import type { Commit, Repository } from '../world/model.ts';

/** Message and files of a commit; its sha, time and size are generated. */
export interface CommitInput {
  message: string;
  /** A login; default: the pusher. */
  author?: string;
  added?: readonly string[];
  modified?: readonly string[];
  removed?: readonly string[];
  /** Texts by path; a path that is in none of the lists is added to that of added or modified files. */
  files?: Readonly<Record<string, string>>;
}

/** Creates a commit that is on no branch yet; its files are those of its first parent with its own changes. */
export function newCommit(
  world: World,
  repository: Repository,
  parents: readonly Commit[],
  input: CommitInput & { author: string; timestamp?: string },
): Commit {
  const author = findUser(world, input.author);
  const before = parents[0]?.files ?? new Map<string, string>();
  const { added = [], modified = [], removed = [], files = {} } = input;
  const unlisted = Object.keys(files).filter((path) => !added.includes(path) && !modified.includes(path));
  const commit: Commit = {
    sha: world.random.hex(40),
    treeId: world.random.hex(40),
    parents: parents.map(({ sha }) => sha),
    files: changed(before, files, removed),
    message: input.message,
    author,
    committer: author,
    timestamp: input.timestamp ?? world.time.now(),
    added: [...added, ...unlisted.filter((path) => !before.has(path))],
    modified: [...modified, ...unlisted.filter((path) => before.has(path))],
    removed: [...removed],
    additions: world.random.integer(1, 120),
    deletions: world.random.integer(0, 60),
  };
  repository.commits.set(commit.sha, commit);
  return commit;
}

// Commits without changed texts share their parent's map, so that thousands of them use little memory.
function changed(
  before: ReadonlyMap<string, string>,
  files: Readonly<Record<string, string>>,
  removed: readonly string[],
): ReadonlyMap<string, string> {
  const deletedPaths = removed.filter((path) => before.has(path));
  if (deletedPaths.length === 0 && Object.keys(files).length === 0) return before;
  const after = new Map([...before, ...Object.entries(files)]);
  for (const path of deletedPaths) after.delete(path);
  return after;
}
