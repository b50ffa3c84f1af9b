import type { JsonObject } from '@hubtwin/database';
import { z } from 'zod';
import { defineResource, type ExtractedObservation, on, whole } from '../define-resource.ts';
import { account, int4, text, time, timestamp, toClock } from '../github-types.ts';
import { omit } from '../omit.ts';

const githubMilestone = z.looseObject({
  id: z.number().int(),
  number: int4,
  title: text,
  description: text,
  state: text,
  creator: account,
  open_issues: int4,
  closed_issues: int4,
  html_url: text,
  due_on: timestamp.nullish(),
  created_at: timestamp.nullish(),
  updated_at: timestamp.nullish(),
  closed_at: timestamp.nullish(),
});

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
  table: 'milestones',
  permission: 'issues',
  key: ['id'],
  inRepository: true,
  isEmbedded: true,
  schema: githubMilestone,
  clock: (milestone) => toClock(milestone.updated_at),
  volatile: counts,
  columns: (milestone) => ({
    number: milestone.number,
    title: milestone.title,
    description: milestone.description,
    state: milestone.state,
    creator_login: milestone.creator?.login,
    open_issues: milestone.open_issues,
    closed_issues: milestone.closed_issues,
    html_url: milestone.html_url,
    due_on: time(milestone.due_on),
    created_at: time(milestone.created_at),
    updated_at: time(milestone.updated_at),
    closed_at: time(milestone.closed_at),
  }),
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
      action === 'deleted' ? { ...whole(milestone), gone: true } : whole(milestone),
    ]),
    issues: on({ issue: tracked }, ({ action, issue, ...payload }) =>
      embedded(action, issue.milestone, given(payload)),
    ),
    pull_request: on({ pull_request: tracked }, ({ action, pull_request, ...payload }) =>
      embedded(action, pull_request.milestone, given(payload)),
    ),
  },
});
