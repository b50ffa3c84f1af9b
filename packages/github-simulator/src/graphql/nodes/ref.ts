import type { Commit, Repository } from '../../world/model.ts';
import { nodeId } from '../../world/node-id.ts';
import { protectionOf } from '../../world/protection-of.ts';
import type { Scope } from '../scope.ts';

const ruleOf = (repository: Repository, name: string) => {
  const rule = protectionOf(repository, name);
  if (rule === undefined) return null;
  const id = nodeId('BPR', 0, repository.id, rule.id);
  return { __typename: 'BranchProtectionRule', id, pattern: rule.name };
};

/** A branch or a tag; the simulator's tags name commits, none is annotated. */
export function refNode(
  { nodes }: Scope,
  repository: Repository,
  { prefix, name }: { prefix: string; name: string },
  head: Commit,
): object {
  return {
    __typename: 'Ref',
    id: nodeId('REF', 0, repository.id, `${prefix}${name}`),
    name,
    prefix,
    target: () => nodes.commit(repository, head),
    branchProtectionRule: prefix === 'refs/heads/' ? ruleOf(repository, name) : null,
    repository: () => nodes.repository(repository),
  };
}
