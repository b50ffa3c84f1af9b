import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import { milestoneShape } from '../../shapes/milestone.ts';
import type { Host, Milestone, Repository } from '../../world/model.ts';

export function restMilestoneShape(
  host: Host,
  repository: Repository,
  milestone: Milestone,
): components['schemas']['milestone'] {
  return { ...milestoneShape(host, repository, milestone), creator: userShape(host, milestone.creator) };
}
