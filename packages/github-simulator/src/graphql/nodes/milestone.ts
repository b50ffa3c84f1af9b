import type { Milestone, Repository } from '../../world/model.ts';
import type { Scope } from '../scope.ts';
import { links } from './links.ts';

export function milestoneNode({ host, nodes }: Scope, repository: Repository, milestone: Milestone): object {
  const path = `/${repository.owner.login}/${repository.name}/milestone/${milestone.number}`;
  return {
    __typename: 'Milestone',
    id: milestone.nodeId,
    number: milestone.number,
    title: milestone.title,
    description: milestone.description,
    state: milestone.state.toUpperCase(),
    closed: milestone.state === 'closed',
    dueOn: milestone.dueOn,
    createdAt: milestone.createdAt,
    updatedAt: milestone.updatedAt,
    closedAt: milestone.closedAt,
    creator: () => nodes.account(milestone.creator),
    repository: () => nodes.repository(repository),
    ...links(host, path),
  };
}
