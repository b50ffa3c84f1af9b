import type { Branch, Repository } from '../../world/model.ts';
import type { Scope } from '../scope.ts';

export function refNode(
  { nodes }: Scope,
  repository: Repository,
  { prefix, name }: { prefix: string; name: string },
  branch: Branch | null,
): object {
  return {
    __typename: 'Ref',
    name,
    prefix,
    target: () => branch && nodes.commit(repository, branch.head),
    repository: () => nodes.repository(repository),
  };
}
