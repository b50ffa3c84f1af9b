import type { components } from '@octokit/openapi-types';
import { findCommit } from '../../world/commit-history.ts';
import { type Entry, foldersOf } from '../../world/folders-of.ts';
import { type Answer, notFound, ok } from '../answer.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { RepositoryCall } from '../route.ts';
import { fileContentShape, listedContentShape } from '../shapes/content.ts';

const reads = ['contents', 'read'] as const;

type Schemas = components['schemas'];

/** Texts of files, and the files of a folder, as far as commits contained them. */
export const contents = repositoryRoutes([
  { method: 'GET', path: '/contents', permission: reads, handle: (call) => show(call, '') },
  {
    method: 'GET',
    path: '/contents/*',
    permission: reads,
    handle: (call) => show(call, call.params['*'] ?? ''),
  },
  {
    method: 'GET',
    path: '/readme',
    permission: reads,
    handle(call) {
      const files = foldersOf(commitOf(call).commit).get('')?.entries ?? [];
      const readme = files.find((file) => file.type === 'blob' && /^readme(\.|$)/i.test(file.name));
      if (readme === undefined) throw notFound();
      return show(call, readme.path);
    },
  },
]);

function commitOf({ repository, query }: RepositoryCall) {
  const ref = query.get('ref') ?? repository.defaultBranch;
  const commit = findCommit(repository, ref);
  if (commit === undefined) throw notFound();
  return { ref, commit };
}

function show(call: RepositoryCall, requested: string): Answer {
  const { context, repository } = call;
  const { host } = context.world;
  const { ref, commit } = commitOf(call);
  const path = requested.replace(/^\/+|(?<!\/)\/+$/g, '');
  const folders = foldersOf(commit);
  const folder = folders.get(path);
  // A commit without stored texts still has a root, which is never missing on GitHub.
  if (folder !== undefined && folder.entries.length > 0) {
    return ok<Schemas['content-directory']>(
      folder.entries.map((entry) => listedContentShape(host, repository, ref, entry)),
    );
  }
  const file = [...folders.values()].flatMap(({ entries }) => entries).find((entry) => entry.path === path);
  if (file === undefined || file.type === 'tree') throw notFound();
  return wantsText(call)
    ? asText(file)
    : ok<Schemas['content-file']>(fileContentShape(host, repository, ref, file));
}

/** @see https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api#media-types */
const wantsText = ({ headers }: RepositoryCall) =>
  /application\/vnd\.github(\.v3)?\.raw/.test(headers.accept ?? '');

function asText({ text }: Entry & { type: 'blob' }): Answer {
  return { status: 200, text, headers: { 'content-type': 'application/vnd.github.raw; charset=utf-8' } };
}
