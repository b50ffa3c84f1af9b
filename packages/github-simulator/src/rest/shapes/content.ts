import type { components } from '@octokit/openapi-types';
import { repositoryPage, repositoryUrl } from '../../shapes/repository-lite.ts';
import type { Entry } from '../../world/folders-of.ts';
import type { Host, Repository } from '../../world/model.ts';
import { base64Lines } from './base64-lines.ts';

type Schemas = components['schemas'];

/** A file or folder in the list of its folder. */
export function listedContentShape(host: Host, repository: Repository, ref: string, entry: Entry) {
  const { path, name, sha } = entry;
  const isFile = entry.type === 'blob';
  const url = `${repositoryUrl(host, repository)}/contents/${path}?ref=${ref}`;
  const git = `${repositoryUrl(host, repository)}/git/${entry.type}s/${sha}`;
  const html = `${repositoryPage(host, repository)}/${entry.type}/${ref}/${path}`;
  return {
    name,
    path,
    sha,
    size: isFile ? entry.size : 0,
    url,
    html_url: html,
    git_url: git,
    download_url: isFile ? `${repositoryPage(host, repository)}/raw/${ref}/${path}` : null,
    type: isFile ? 'file' : 'dir',
    _links: { self: url, git, html },
  } satisfies Schemas['content-directory'][number];
}

/**
 * Maximum size of a file that is returned with its content:
 * https://docs.github.com/rest/repos/contents#get-repository-content
 */
const maxWithContent = 1_048_576;

/** A single file. */
export function fileContentShape(
  host: Host,
  repository: Repository,
  ref: string,
  file: Entry & { type: 'blob' },
): Schemas['content-file'] {
  const isIncluded = file.size <= maxWithContent;
  return {
    ...listedContentShape(host, repository, ref, file),
    type: 'file',
    content: isIncluded ? base64Lines(file.text) : '',
    encoding: isIncluded ? 'base64' : 'none',
  };
}
