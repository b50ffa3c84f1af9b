import type { CallOptions } from '@hubtwin/github';
import type { RepositoryView } from '@hubtwin/replication';
import type { WatchedPaths } from './watched-paths.ts';

/** A file in the listing of its folder. */
export interface ListedFile {
  path: string;
  sha: string;
  /** In bytes; for a link, the size of its target's path. */
  size: number;
  isLink: boolean;
}

/** Git's mode of a symbolic link. */
const linkMode = '120000';

/** Monorepos have a few hundred manifests; more would cost as many requests. */
const maxManifests = 200;

export interface ListedFiles {
  files: ListedFile[];
  /** Why some watched files are not among them, by path or pattern. */
  errors: { path: string; error: string }[];
}

/**
 * Lists the watched files at a commit; reads none. With patterns this costs one request for all files of the repository;
 * otherwise, and where GitHub lists only a part of them, one for each existing folder of the paths.
 *
 * @param known paths of the files that were watched before: a list that is not complete does not show that they are deleted.
 * @see https://docs.github.com/rest/git/trees
 * @throws GitHubNotFoundError if GitHub does not have the commit, or not yet.
 */
export async function listWatchedFiles(
  view: RepositoryView,
  commit: string,
  { plans, named, patterns, isManifest }: WatchedPaths,
  { known, ...call }: CallOptions & { known: readonly string[] },
): Promise<ListedFiles> {
  const paths = [...plans, ...named];
  if (patterns.length === 0) return { files: await listNamed(view, commit, paths, call), errors: [] };
  const { github, owner, repo } = view;
  const { data } = await github.request(
    'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
    { owner, repo, tree_sha: commit, recursive: 'true' },
    call,
  );
  const listed = data.tree.flatMap((entry) => toFile(entry.path, entry) ?? []);
  const requested = data.truncated
    ? await listNamed(view, commit, [...new Set([...paths, ...known.filter(isManifest)])], call)
    : [];
  const files = [...new Map([...listed, ...requested].map((file) => [file.path, file])).values()];
  const matching = files.filter(({ path }) => !paths.includes(path) && isManifest(path));
  const first = matching.toSorted(byDepth).slice(0, maxManifests);
  const reasons = [
    ...(data.truncated ? ['GitHub lists only a part of the files of this repository'] : []),
    ...(matching.length > first.length
      ? [`only the first ${maxManifests} of ${matching.length} files are read`]
      : []),
  ];
  return {
    files: [...files.filter(({ path }) => paths.includes(path)), ...first],
    errors: reasons.map((error) => ({ path: patterns.join(', ').slice(0, maxPathLength), error })),
  };
}

const maxPathLength = 500;

/** Those nearest to the root first. */
const byDepth = (one: ListedFile, other: ListedFile): number =>
  one.path.split('/').length - other.path.split('/').length || (one.path < other.path ? -1 : 1);

/** @returns null for what is not a file. */
function toFile(path: string, { type, sha, size, mode }: Entry): ListedFile | null {
  if (type !== 'blob') return null;
  return { path, sha, size: size ?? 0, isLink: mode === linkMode };
}

/** Which of the paths are files. Costs a request for each existing folder of them. */
async function listNamed(
  { github, owner, repo }: RepositoryView,
  commit: string,
  paths: readonly string[],
  call: CallOptions,
): Promise<ListedFile[]> {
  const folders = new Map<string, Promise<ReadonlyMap<string, Entry>>>();

  const open = (path: string): Promise<ReadonlyMap<string, Entry>> => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const read = path === '' ? readTree(commit) : readBelow(path);
    folders.set(path, read);
    return read;
  };
  async function readTree(sha: string): Promise<ReadonlyMap<string, Entry>> {
    const route = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}';
    const { data } = await github.request(route, { owner, repo, tree_sha: sha }, call);
    return new Map(data.tree.map((entry) => [entry.path, entry]));
  }
  async function readBelow(path: string): Promise<ReadonlyMap<string, Entry>> {
    const entry = await find(path);
    return entry?.type === 'tree' ? await readTree(entry.sha) : new Map();
  }
  const find = async (path: string): Promise<Entry | undefined> => {
    const slash = path.lastIndexOf('/');
    return (await open(path.slice(0, Math.max(0, slash)))).get(path.slice(slash + 1));
  };

  const listed = await Promise.all(
    paths.map(async (path) => {
      const entry = await find(path);
      return entry === undefined ? null : toFile(path, entry);
    }),
  );
  return listed.filter((file) => file !== null);
}

interface Entry {
  type: string;
  mode: string;
  sha: string;
  size?: number;
}
