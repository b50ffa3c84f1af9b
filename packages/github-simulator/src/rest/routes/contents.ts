import { createHash } from 'node:crypto';
import type { components } from '@octokit/openapi-types';
import { repositoryPage, repositoryUrl } from '../../shapes/repository-lite.ts';
import { findCommit } from '../../world/commit-history.ts';
import type { Host, Repository } from '../../world/model.ts';
import { notFound, ok } from '../answer.ts';
import { repositoryRoutes } from '../repository-routes.ts';

type Schemas = components['schemas'];

/** Texts of files, and the files of a folder, as far as commits told them. */
export const contents = repositoryRoutes([
  {
    method: 'GET',
    path: '/contents/*',
    permission: ['contents', 'read'],
    handle({ context: { world }, repository, params, query }) {
      const ref = query.get('ref') ?? repository.defaultBranch;
      const commit = findCommit(repository, ref);
      if (commit === undefined) throw notFound();
      const path = (params['*'] ?? '').replace(/^\/+|\/+$/g, '');
      const text = commit.files.get(path);
      if (text !== undefined) {
        const entry = entryShape(world.host, repository, { path, ref, text });
        return ok<Schemas['content-file']>({ ...entry, ...bodyOf(text) });
      }
      const inside = [...commit.files].filter(([each]) => path === '' || each.startsWith(`${path}/`));
      if (inside.length === 0) throw notFound();
      return ok<Schemas['content-directory']>(
        inside.map(([each, content]) =>
          entryShape(world.host, repository, { path: each, ref, text: content }),
        ),
      );
    },
  },
]);

/** A blob's sha, as Git makes it. */
function blobSha(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');
}

function entryShape(host: Host, repository: Repository, file: { path: string; ref: string; text: string }) {
  const { path, ref, text } = file;
  const sha = blobSha(text);
  const url = `${repositoryUrl(host, repository)}/contents/${path}?ref=${ref}`;
  const git = `${repositoryUrl(host, repository)}/git/blobs/${sha}`;
  const html = `${repositoryPage(host, repository)}/blob/${ref}/${path}`;
  return {
    type: 'file' as const,
    name: path.split('/').at(-1) ?? path,
    path,
    sha,
    size: Buffer.byteLength(text),
    url,
    html_url: html,
    git_url: git,
    download_url: `${repositoryPage(host, repository)}/raw/${ref}/${path}`,
    _links: { self: url, git, html },
  };
}

/** GitHub breaks the base64 into lines of 60. */
function bodyOf(text: string) {
  const base64 = Buffer.from(text).toString('base64');
  return {
    encoding: 'base64',
    content: base64.replace(/.{60}/g, '$&\n') + (base64.length % 60 === 0 ? '' : '\n'),
  };
}
