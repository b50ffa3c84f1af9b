import { defineShape } from '../shape.ts';
import { account } from './account.ts';
import { app } from './app.ts';
import { label } from './label.ts';
import { milestone } from './milestone.ts';

export const issue = defineShape({
  derived: {
    url: '{repo}/issues/{number}',
    html_url: ['{web}/issues/{number}', '{web}/pull/{number}'],
    repository_url: '{repo}',
    labels_url: '{repo}/issues/{number}/labels{/name}',
    comments_url: '{repo}/issues/{number}/comments',
    events_url: '{repo}/issues/{number}/events',
    timeline_url: '{repo}/issues/{number}/timeline',
  },
  embeds: {
    user: account,
    assignee: account,
    assignees: [account],
    closed_by: account,
    labels: [label],
    milestone,
    reactions: defineShape({ derived: { url: '{repo}/issues/{^number}/reactions' } }),
    performed_via_github_app: app,
    pull_request: defineShape({
      derived: {
        url: '{repo}/pulls/{^number}',
        html_url: '{web}/pull/{^number}',
        diff_url: '{web}/pull/{^number}.diff',
        patch_url: '{web}/pull/{^number}.patch',
      },
    }),
  },
});
