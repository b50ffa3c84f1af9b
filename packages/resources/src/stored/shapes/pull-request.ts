import { defineShape } from '../shape.ts';
import { account } from './account.ts';
import { label } from './label.ts';
import { milestone } from './milestone.ts';
import { ownRepository } from './repository.ts';

const end = defineShape({
  derived: { label: '{user.login}:{ref}' },
  embeds: { user: account, repo: ownRepository },
});

const link = (href: string) => defineShape({ derived: { href }, isDerived: true });

export const pullRequest = defineShape({
  derived: {
    url: '{repo}/pulls/{number}',
    html_url: '{web}/pull/{number}',
    diff_url: '{web}/pull/{number}.diff',
    patch_url: '{web}/pull/{number}.patch',
    issue_url: '{repo}/issues/{number}',
    commits_url: '{repo}/pulls/{number}/commits',
    review_comments_url: '{repo}/pulls/{number}/comments',
    review_comment_url: '{repo}/pulls/comments{/number}',
    comments_url: '{repo}/issues/{number}/comments',
    statuses_url: '{repo}/statuses/{head.sha}',
  },
  embeds: {
    user: account,
    assignee: account,
    assignees: [account],
    requested_reviewers: [account],
    merged_by: account,
    labels: [label],
    milestone,
    head: end,
    base: end,
    auto_merge: defineShape({ embeds: { enabled_by: account } }),
    _links: defineShape({
      isDerived: true,
      embeds: {
        self: link('{repo}/pulls/{^^number}'),
        html: link('{web}/pull/{^^number}'),
        issue: link('{repo}/issues/{^^number}'),
        comments: link('{repo}/issues/{^^number}/comments'),
        review_comments: link('{repo}/pulls/{^^number}/comments'),
        review_comment: link('{repo}/pulls/comments{/number}'),
        commits: link('{repo}/pulls/{^^number}/commits'),
        statuses: link('{repo}/statuses/{^^head.sha}'),
      },
    }),
  },
});
