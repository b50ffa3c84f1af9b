import type { CallOptions, GitHub } from '@hubtwin/github';
import { createNodeQuery, type QueriedNode } from '../fetch/query-nodes.ts';
import { probeSelection } from './look-at-repositories.ts';

/** Repositories of one query with what is watched beside them. */
const most = 1_200;

/**
 * Queries repositories as a probe compares them, and watched objects beside them. Where the credential may not read the
 * rules of branches, GitHub shows no such repository at all: then it is queried without them, and so are those after it.
 *
 * @param areRulesReadable false where it is known that it may not.
 */
export function createProbeQuery({ areRulesReadable }: { areRulesReadable: boolean }) {
  let areRulesShown = areRulesReadable;
  const withRules = createNodeQuery(probeSelection(true), { most });
  const withoutRules = createNodeQuery(probeSelection(false), { most });
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
