import { findCommit } from '../../world/commit-history.ts';
import { commitsWithTexts } from '../../world/commits-with-texts.ts';
import { type Entry, type Folder, foldersOf } from '../../world/folders-of.ts';
import type { Repository } from '../../world/model.ts';
import { notFound, ok } from '../answer.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { treeShape } from '../shapes/tree.ts';

/** Folders by their sha, or by a branch, tag or commit: their entries, or, on request, all descendants. */
export const trees = repositoryRoutes([
  {
    method: 'GET',
    path: '/git/trees/*',
    permission: ['contents', 'read'],
    handle({ context: { world }, repository, params, query }) {
      const { folder, folders } = findFolder(repository, params['*'] ?? '');
      const entries = query.has('recursive') ? below(folders, folder) : folder.entries;
      return ok(treeShape(world.host, repository, folder, entries));
    },
  },
]);

type Folders = ReadonlyMap<string, Folder>;

function findFolder(repository: Repository, sha: string): { folder: Folder; folders: Folders } {
  const named = findCommit(repository, sha);
  const ofTree = repository.commits.values().find(({ treeId }) => treeId === sha);
  for (const commit of named ? [named] : ofTree ? [ofTree] : commitsWithTexts(repository)) {
    const folders = foldersOf(commit);
    const folder = named ? folders.get('') : folders.values().find((each) => each.sha === sha);
    if (folder !== undefined) return { folder, folders };
  }
  throw notFound();
}

/** Each folder before its entries, in Git's order. */
function below(folders: Folders, { entries }: Folder): Entry[] {
  return entries.flatMap((entry) => {
    const folder = entry.type === 'tree' ? folders.get(entry.path) : undefined;
    return folder === undefined ? [entry] : [entry, ...below(folders, folder)];
  });
}
