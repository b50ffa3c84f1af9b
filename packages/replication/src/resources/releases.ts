import { z } from 'zod';
import { defineResource, type ExtractedObservation, on, whole } from '../define-resource.ts';
import { gitTime } from '../git-time.ts';
import { account, boolean, text, time, timestamp, toClock } from '../github-types.ts';

const githubRelease = z.looseObject({
  id: z.number().int(),
  tag_name: text,
  name: text,
  body: text,
  draft: boolean,
  prerelease: boolean,
  target_commitish: text,
  author: account,
  html_url: text,
  created_at: timestamp.nullish(),
  updated_at: timestamp.nullish(),
  published_at: timestamp.nullish(),
});

/** Actions on an existing release. */
const moves = new Set(['edited', 'published', 'unpublished', 'prereleased', 'released']);

function seen(release: z.output<typeof githubRelease>, action: string, sentAt: string): ExtractedObservation {
  if (action === 'deleted') return { ...whole(release), gone: true };
  if (toClock(release.updated_at) !== '') return whole(release);
  const arrived = { ...whole(release), clock: sentAt };
  return moves.has(action) ? { ...arrived, refetchReason: 'unordered' } : arrived;
}

/** On servers without `updated_at` of releases, edits have no order: they are applied as they arrive, and fetched. */
export const releases = defineResource({
  name: 'releases',
  table: 'releases',
  permission: 'contents',
  key: ['id'],
  inRepository: true,
  schema: githubRelease,
  clock: (release) => toClock(release.updated_at),
  columns: (release) => ({
    tag_name: release.tag_name,
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    target_commitish: release.target_commitish,
    author_login: release.author?.login,
    html_url: release.html_url,
    // The time of the release's commit.
    created_at: gitTime(release.created_at),
    published_at: time(release.published_at),
  }),
  changes: ['tag_name', 'name', 'draft', 'prerelease', 'published_at'],
  list: { route: 'GET /repos/{owner}/{repo}/releases', complete: true, counted: ['releases'] },
  item: {
    route: 'GET /repos/{owner}/{repo}/releases/{release_id}',
    parameters: ({ id }) => (typeof id === 'number' ? { release_id: id } : null),
  },
  events: {
    release: on({ release: githubRelease }, ({ action, release }, { sentAt }) => [
      seen(release, action, sentAt),
    ]),
  },
});
