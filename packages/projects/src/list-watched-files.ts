import type { CallOptions } from '@hubtwin/github';
import type { RepositoryView } from '@hubtwin/replication';

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

/**
 * Finds which of the paths are files at a commit. Costs a request for each existing folder of the paths; reads no
 * file.
 *
 * @throws GitHubNotFoundError if GitHub does not have the commit, or not yet.
 */
export async function listWatchedFiles(
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
      if (entry?.type !== 'blob') return null;
      return { path, sha: entry.sha, size: entry.size ?? 0, isLink: entry.mode === linkMode };
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
