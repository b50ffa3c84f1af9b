import type { Label, Repository } from '../../world/model.ts';
import type { Scope } from '../scope.ts';
import { links } from './links.ts';

export function labelNode({ host, nodes }: Scope, repository: Repository, label: Label): object {
  return {
    __typename: 'Label',
    id: label.nodeId,
    name: label.name,
    color: label.color,
    description: label.description,
    isDefault: label.default,
    createdAt: label.createdAt,
    updatedAt: label.updatedAt,
    repository: () => nodes.repository(repository),
    ...links(host, `/${repository.owner.login}/${repository.name}/labels/${encodeURIComponent(label.name)}`),
  };
}
