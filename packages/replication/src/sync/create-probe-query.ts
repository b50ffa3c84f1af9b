import type { CallOptions, GitHub } from '@hubtwin/github';
import { createNodeQuery, type QueriedNode } from '../fetch/query-nodes.ts';
import { probeSelection } from './probe-repositories.ts';

/** Maximum of nodes of one query: repositories and watched objects. */
const maxNodes = 1_200;

/**
 * Queries the fields of repositories that a probe compares, with watched objects. If the credential may not read
 * branch rules, GitHub does not return such a repository at all: then it and all later ones are queried without them.
 *
 * @param areRulesReadable false if the permission is known to be missing.
 */
export function createProbeQuery({ areRulesReadable }: { areRulesReadable: boolean }) {
  let areRulesShown = areRulesReadable;
  const withRules = createNodeQuery(probeSelection(true), { maxNodes });
  const withoutRules = createNodeQuery(probeSelection(false), { maxNodes });
  return async (
    github: GitHub,
    ids: readonly string[],
    call: CallOptions,
    others: readonly string[] = [],
  ): Promise<QueriedNode[]> => {
    if (!areRulesShown) return await withoutRules(github, ids, call, others);
    const found = await withRules(github, ids, call, others);
    const refused = found
      .filter((each, nth) => nth < ids.length && areRulesRefused(each))
      .map(({ id }) => id);
    if (refused.length === 0) return found;
    areRulesShown = false;
    const shown = new Map((await withoutRules(github, refused, call)).map((each) => [each.id, each]));
    return found.map((each, nth) => (nth < ids.length ? (shown.get(each.id) ?? each) : each));
  };
}

const areRulesRefused = ({ node, errors }: QueriedNode) =>
  node === null && errors.some(({ path }) => path?.[0] === 'branchProtectionRules');
