import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { type ExtractedObservation, on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { address, boolean, id, login, text, time, timeOfGit } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { toClock } from '../github-types.ts';
import { isAfterRead, isChanged } from '../is-changed.ts';
import { defineProbe } from '../probe.ts';
import { release as shape } from '../stored/shapes/release.ts';
import { timeExample } from './examples.ts';
import { byId, byTime } from './sorts.ts';

const fields = {
  id: id(17_372_790),
  tag_name: text('v1.0.0'),
  name: text('The first'),
  body: text('All the bugs are fixed.'),
  draft: boolean(false),
  prerelease: boolean(false),
  target_commitish: text('main'),
  author: login('author_login', 'octocat'),
  html_url: address(
    '{web}/releases/tag/{tag_name:segments}',
    'https://github.com/octo-org/octo-repo/releases/tag/v1.0.0',
  ),
  // The time of the release's commit.
  created_at: timeOfGit(timeExample),
  published_at: time(timeExample),
};

const githubRelease = objectOf(fields, { updated_at: github.timestamp });

/** Actions on an existing release. */
const moves = new Set(['edited', 'published', 'unpublished', 'prereleased', 'released']);

function seen(release: z.output<typeof githubRelease>, action: string, sentAt: string): ExtractedObservation {
  if (action === 'deleted') return { ...whole(release), isDeleted: true };
  if (toClock(release.updated_at) !== '') return whole(release);
  const arrived = { ...whole(release), clock: sentAt };
  return moves.has(action) ? { ...arrived, refetchReason: 'unordered' } : arrived;
}

/** On servers without `updated_at` of releases, edits have no order: they are applied as they arrive, and fetched. */
export const releases = defineResource({
  name: 'releases',
  permission: 'contents',
  inRepository: true,
  fields,
  shape,
  schema: githubRelease,
  drift: { probe: ['objects'] },
  // GitHub does not order releases by their last edit.
  probe: defineProbe(
    {
      name: 'releases',
      arguments: 'first: 100, orderBy: { field: CREATED_AT, direction: DESC }',
      isCounted: true,
      columns: ['tag_name', 'name', 'draft', 'prerelease'],
      // GitHub's server may not have this field.
      rawKeys: ['updated_at'],
      watched: {
        type: 'Release',
        order: [
          { column: 'created_at', direction: 'desc' },
          { column: 'id', direction: 'desc' },
        ],
        limit: 100,
      },
    },
    {
      fields: 'databaseId updatedAt tagName name isDraft isPrerelease',
      schema: z.object({
        databaseId: z.int().nullable(),
        updatedAt: z.iso.datetime(),
        tagName: z.string(),
        name: z.string().nullable(),
        isDraft: z.boolean(),
        isPrerelease: z.boolean(),
      }),
      keyOf: ({ databaseId }) => databaseId,
      differs(ours, { updatedAt, tagName, name, isDraft, isPrerelease }, { now, readUntil }) {
        const isEdited =
          ours.updated_at === null
            ? isAfterRead(updatedAt, readUntil)
            : isChanged(ours.updated_at, updatedAt, now);
        return (
          isEdited ||
          ours.tag_name !== tagName ||
          (ours.name ?? '') !== (name ?? '') ||
          ours.draft !== isDraft ||
          ours.prerelease !== isPrerelease
        );
      },
    },
  ),
  clock: (release) => toClock(release.updated_at),
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
  shown: {
    schema: 'Release',
    noun: 'release',
    path: 'releases',
    cachedAs: 'repos',
    list: { operation: 'listReleases', summary: 'Releases, newest first' },
    filters: {},
    sorts: { created: byTime('created_at') },
    direction: 'desc',
    tie: [byId],
  },
});
