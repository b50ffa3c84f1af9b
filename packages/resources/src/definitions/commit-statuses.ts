import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { account, id, text, time } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { toClock } from '../github-types.ts';
import type { JsonObject } from '../json-object.ts';
import { commitStatus as shape } from '../stored/shapes/commit-status.ts';
import { checksOf, statusSelection } from './commit-checks.ts';
import { accountExample, shaExample, timeExample } from './examples.ts';
import { shaAtEnd } from './sha-at-end.ts';
import { byId, byTime } from './sorts.ts';

const fields = {
  id: id(33_000_000_001),
  sha: text(shaExample),
  context: text('ci/build'),
  state: text('success', { description: '`pending`, `success`, `failure` or `error`.' }),
  description: text('Build succeeded'),
  target_url: text('https://ci.example/builds/1'),
  creator: account('creator', accountExample),
  created_at: time(timeExample),
  updated_at: time(timeExample),
};

/** Lists name the commit in the address only. */
const githubStatus = objectOf(fields, { url: github.text }).transform((status) => ({
  ...status,
  sha: status.sha ?? shaAtEnd(status.url),
}));
const commit = z.looseObject({ url: github.text });
/** The keys of an event that are those of its status: not every version of GitHub sends each of them. */
const statusKeys = new Set([...Object.keys(fields), 'avatar_url']);

/** Statuses that integrations state of commits. They never change: a later one of the same context replaces it. */
export const commitStatuses = defineResource({
  name: 'commit_statuses',
  permission: 'statuses',
  inRepository: true,
  account: { id: 'creator_id', login: 'creator_login' },
  fields,
  shape,
  schema: githubStatus,
  drift: { probe: ['heads'] },
  clock: (status) => toClock(status.updated_at),
  changes: ['state'],
  list: {
    route: 'GET /repos/{owner}/{repo}/commits/{ref}/statuses',
    ofHeads: {
      parameter: 'ref',
      column: 'sha',
      fields: statusSelection,
      columns: ['id', 'context', 'state', 'created_at'],
      differs(commit, ours) {
        const last = new Map<unknown, (typeof ours)[number]>();
        for (const status of ours)
          if (Number(status.id) > Number(last.get(status.context)?.id ?? 0)) last.set(status.context, status);
        return checksOf(commit).statuses.some((theirs) => {
          const status = last.get(theirs.context);
          return (
            status?.state !== theirs.state.toLowerCase() ||
            Date.parse(`${status.created_at}`) < Date.parse(theirs.createdAt)
          );
        });
      },
    },
    complete: false,
  },
  events: {
    // The object is the payload itself: its address and its creator are those of the commit and the sender.
    status: on({ id: z.number().int(), context: z.string(), sha: z.string(), commit }, (payload) => {
      const { sender, ...rest }: JsonObject = payload;
      const given = { ...rest, creator: sender };
      const own = Object.entries(given).filter(([key, value]) => statusKeys.has(key) && value !== undefined);
      const url = payload.commit.url?.replace('/commits/', '/statuses/');
      return [whole({ ...Object.fromEntries(own), ...(url !== undefined && { url }) })];
    }),
  },
  shown: {
    schema: 'CommitStatus',
    noun: 'status',
    path: 'statuses',
    cachedAs: 'workflows',
    list: { operation: 'listStatuses', summary: 'Statuses of commits, newest first' },
    ofObject: {
      operation: 'listCommitStatuses',
      summary: 'Statuses of a commit, newest first',
      path: 'commits',
      parameter: { name: 'sha', type: 'sha' },
      column: 'sha',
      parents: ['commits', 'pull_requests', 'commit_statuses'],
      parentColumns: { commits: 'sha', pull_requests: 'head_sha', commit_statuses: 'sha' },
    },
    filters: {
      state: { is: 'equal', column: 'state', description: '`pending`, `success`, `failure` or `error`.' },
      context: { is: 'equal', column: 'context', description: 'Name of the integration’s check.' },
    },
    sorts: { created: byTime('created_at'), id: byId },
    direction: 'desc',
    tie: [byId],
  },
});
