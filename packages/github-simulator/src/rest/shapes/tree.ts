import type { components } from '@octokit/openapi-types';
import { repositoryUrl } from '../../shapes/repository-lite.ts';
import type { Entry, Folder } from '../../world/folders-of.ts';
import type { Host, Repository } from '../../world/model.ts';

/** A folder with some of its descendants, with paths relative to it. */
export function treeShape(
  host: Host,
  repository: Repository,
  folder: Folder,
  entries: readonly Entry[],
): components['schemas']['git-tree'] {
  const url = `${repositoryUrl(host, repository)}/git`;
  const skipped = folder.path === '' ? 0 : folder.path.length + 1;
  return {
    sha: folder.sha,
    url: `${url}/trees/${folder.sha}`,
    tree: entries.map((entry) => ({
      path: entry.path.slice(skipped),
      mode: entry.type === 'blob' ? '100644' : '040000',
      type: entry.type,
      sha: entry.sha,
      ...(entry.type === 'blob' && { size: entry.size }),
      url: `${url}/${entry.type}s/${entry.sha}`,
    })),
    truncated: false,
  };
}
