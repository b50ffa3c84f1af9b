import type { Milestone as MilestonePayload } from '@octokit/webhooks-types';
import type { Host, Milestone, Repository } from '../world/model.ts';
import { userShape } from './account.ts';
import { repositoryPage, repositoryUrl } from './repository-lite.ts';

/** A milestone with the counts of its issues. */
export function milestoneShape(host: Host, repository: Repository, milestone: Milestone): MilestonePayload {
  const url = `${repositoryUrl(host, repository)}/milestones/${milestone.number}`;
  const counted = (state: 'open' | 'closed') =>
    milestone.issues
      .values()
      .filter((issue) => issue.state === state)
      .toArray().length;
  return {
    url,
    html_url: `${repositoryPage(host, repository)}/milestone/${milestone.number}`,
    labels_url: `${url}/labels`,
    id: milestone.id,
    node_id: milestone.nodeId,
    number: milestone.number,
    title: milestone.title,
    description: milestone.description,
    creator: userShape(host, milestone.creator),
    open_issues: counted('open'),
    closed_issues: counted('closed'),
    state: milestone.state,
    created_at: milestone.createdAt,
    updated_at: milestone.updatedAt,
    due_on: milestone.dueOn,
    closed_at: milestone.closedAt,
  };
}
