import type { components } from '@octokit/openapi-types';
import { repositoryPage, repositoryUrl } from '../../shapes/repository-lite.ts';
import type { Entry } from '../../world/folders-of.ts';
import type { Host, Repository } from '../../world/model.ts';

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

/** A file by itself; GitHub breaks its base64 into lines of 60. */
export function fileContentShape(
  host: Host,
  repository: Repository,
  ref: string,
  file: Entry & { type: 'blob' },
): Schemas['content-file'] {
  const base64 = Buffer.from(file.text).toString('base64');
  return {
    ...listedContentShape(host, repository, ref, file),
    type: 'file',
    content: base64.replace(/.{60}/g, '$&\n') + (base64.length % 60 === 0 ? '' : '\n'),
    encoding: 'base64',
  };
}
