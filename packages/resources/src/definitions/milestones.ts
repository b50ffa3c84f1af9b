import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { type ExtractedObservation, on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { address, id, integer, login, text, time } from '../field-kinds.ts';
import { toClock } from '../github-types.ts';
import { isAhead, isChanged } from '../is-changed.ts';
import type { JsonObject } from '../json-object.ts';
import { omit } from '../omit.ts';
import { defineProbe, lastChanged } from '../probe.ts';
import { milestone as shape } from '../stored/shapes/milestone.ts';
import { timeExample } from './examples.ts';
import { byId, byTime } from './sorts.ts';

const fields = {
  id: id(4_317_517),
  number: integer(1),
  title: text('v1.0'),
  description: text('No bugs left'),
  state: text('open', { description: '`open` or `closed`.' }),
  creator: login('creator_login', 'octocat'),
  open_issues: integer(4, { description: 'Includes pull requests, as on GitHub.' }),
  closed_issues: integer(8),
  html_url: address('{web}/milestone/{number}', 'https://github.com/octo-org/octo-repo/milestone/1'),
  due_on: time('2026-04-01T07:00:00.000Z'),
  created_at: time('2026-02-01T09:00:00.000Z'),
  updated_at: time(timeExample),
  closed_at: time(null),
};

const githubMilestone = objectOf(fields);

/** Change without `updated_at`, when issues are added or removed. */
const counts = ['open_issues', 'closed_issues'];

/** Actions on an issue or a pull request that change the counts of its milestone. */
const movesCounts = new Set(['milestoned', 'demilestoned', 'closed', 'reopened']);

const tracked = z.looseObject({ milestone: z.unknown().optional() });

/** The milestone that an issue embeds, and the one that was added or removed. */
function embedded(action: string, ...values: unknown[]): ExtractedObservation[] {
  return values.flatMap((value) => {
    const { success, data } = githubMilestone.safeParse(value);
    if (!success) return [];
    return [whole(movesCounts.has(action) ? data : omit(data, counts))];
  });
}

const given = (payload: JsonObject) => payload.milestone;

export const milestones = defineResource({
  name: 'milestones',
  permission: 'issues',
  inRepository: true,
  isEmbedded: true,
  fields,
  shape,
  schema: githubMilestone,
  // GitHub shows how many milestones exist, but not when their counts changed.
  drift: { probe: ['objects'], changesWith: ['issues', 'pull_requests'] },
  probe: defineProbe(
    {
      name: 'milestones',
      arguments: lastChanged,
      isCounted: true,
      key: 'number',
      columns: ['updated_at', 'title', 'state'],
    },
    {
      fields: 'number updatedAt title state',
      schema: z.object({
        number: z.int(),
        updatedAt: z.iso.datetime(),
        title: z.string(),
        state: z.string(),
      }),
      keyOf: ({ number }) => number,
      differs(ours, { updatedAt, title, state }, { now }) {
        if (isChanged(ours.updated_at, updatedAt, now)) return true;
        if (isAhead(ours.updated_at, updatedAt)) return false;
        return ours.title !== title || ours.state !== state.toLowerCase();
      },
    },
  ),
  clock: (milestone) => toClock(milestone.updated_at),
  volatile: counts,
  changes: ['title', 'description', 'state', 'due_on'],
  list: {
    route: 'GET /repos/{owner}/{repo}/milestones',
    query: { state: 'all', sort: 'due_on', direction: 'asc' },
    counted: ['milestones'],
    complete: true,
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/milestones/{milestone_number}',
    parameters: ({ number }) => (typeof number === 'number' ? { milestone_number: number } : null),
  },
  events: {
    milestone: on({ milestone: githubMilestone }, ({ action, milestone }) => [
      action === 'deleted' ? { ...whole(milestone), isDeleted: true } : whole(milestone),
    ]),
    issues: on({ issue: tracked }, ({ action, issue, ...payload }) =>
      embedded(action, issue.milestone, given(payload)),
    ),
    pull_request: on({ pull_request: tracked }, ({ action, pull_request, ...payload }) =>
      embedded(action, pull_request.milestone, given(payload)),
    ),
  },
  shown: {
    schema: 'Milestone',
    noun: 'milestone',
    path: 'milestones',
    cachedAs: 'issues',
    list: { operation: 'listMilestones', summary: 'Milestones, by default by number' },
    filters: { state: { is: 'oneOf', column: 'state', values: ['open', 'closed'], hasAll: true } },
    sorts: {
      number: { column: 'number', type: 'number', isNullable: true },
      due_on: byTime('due_on'),
    },
    direction: 'asc',
    tie: [byId],
  },
});
