import type { Commit, Repository } from '../../world/model.ts';
import { nodeId } from '../../world/node-id.ts';
import { protectionOf } from '../../world/protection-of.ts';
import type { Scope } from '../scope.ts';

/** A branch or a tag; tags of the simulator are not annotated. */
export function refNode(
  { nodes }: Scope,
  repository: Repository,
  { prefix, name }: { prefix: string; name: string },
  head: Commit,
): object {
  const ruleOf = (branch: string) => {
    const rule = protectionOf(repository, branch);
    return rule === undefined ? null : nodes.branchProtectionRule(repository, rule);
  };
  return {
    __typename: 'Ref',
    id: nodeId('REF', 0, repository.id, `${prefix}${name}`),
    name,
    prefix,
    target: () => nodes.commit(repository, head),
    branchProtectionRule: prefix === 'refs/heads/' ? ruleOf(name) : null,
    repository: () => nodes.repository(repository),
  };
}
