import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import type { ParentNodes } from '../definition.ts';
import { objectOf } from '../field.ts';
import { computed, id, name } from '../field-kinds.ts';
import { defineProbe } from '../probe.ts';
import { changedParts } from './changed-parts.ts';
import { shaExample } from './examples.ts';
import { pullRequestOf } from './pull-request-of.ts';

const fields = {
  sha: name(shaExample),
  pull_request: computed(pullRequestOf),
  position: id(1, { description: 'From 1: the oldest is first.' }),
};

const commit = z.object({ commit: z.object({ oid: z.string() }) });

/** The hashes of a pull request's commits, oldest first. */
const nodes: ParentNodes = {
  name: 'commits',
  first: 100,
  fields: 'commit { oid }',
  toListed(node, { number }, index) {
    const { data } = commit.safeParse(node);
    return data === undefined ? null : { sha: data.commit.oid, pull_number: number, position: index + 1 };
  },
};

/**
 * The commits of pull requests, by their hashes. They change with the head and the base of their pull request only, and
 * no event contains them: they are read after an event that changes these, and of a hundred pull requests at once.
 */
export const pullRequestCommits = defineResource({
  name: 'pull_request_commits',
  permission: 'pull_requests',
  key: ['repository_id', 'pull_number', 'sha'],
  keyOf: ({ pull_number, sha }, repositoryId) => ({ repository_id: repositoryId ?? 0, pull_number, sha }),
  inRepository: true,
  fields,
  schema: objectOf(fields, { pull_number: z.int32() }),
  drift: { probe: ['parents'], changesWith: ['pull_requests'] },
  clock: () => '',
  columns: ({ pull_number }) => ({ pull_number }),
  changes: ['position'],
  list: {
    route: 'POST /graphql',
    feature: 'has_pull_requests',
    byParent: {
      parameter: 'pull_number',
      column: 'pull_number',
      parents: [{ resource: 'pull_requests', type: 'PullRequest' }],
      nodes,
      probe: defineProbe<z.infer<typeof commit>>(
        { name: 'commits', arguments: 'last: 1', isCounted: true, key: 'sha', columns: ['position'] },
        { fields: 'commit { oid }', schema: commit, keyOf: (each) => each.commit.oid, differs: () => false },
      ),
      readAfter: { pull_request: changedParts },
    },
    complete: true,
  },
  shown: {
    schema: 'PullRequestCommit',
    noun: 'commit of a pull request',
    path: 'pull-request-commits',
    cachedAs: 'pulls',
    list: { operation: 'listCommitsOfPullRequests', summary: 'Commits of pull requests, by pull request' },
    ofObject: {
      operation: 'listPullRequestCommits',
      summary: 'Commits of a pull request, oldest first',
      path: 'pulls',
      name: 'commits',
      column: 'pull_number',
      parents: ['pull_requests'],
    },
    filters: { sha: { is: 'hash', column: 'sha', description: 'Hash: the pull requests with this commit.' } },
    sorts: { number: { column: 'pull_number', type: 'number', isOfRepository: true } },
    direction: 'asc',
    tie: [
      { column: 'pull_number', type: 'number' },
      { column: 'position', type: 'number' },
      { column: 'sha', type: 'text' },
    ],
    source: 'sync',
  },
});
