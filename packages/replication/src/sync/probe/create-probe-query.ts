import type { CallOptions, GitHub } from '@hubtwin/github';
import {
  createNodeQuery,
  type NodeSelection,
  type OtherNode,
  type QueriedNode,
} from '../../fetch/query-nodes.ts';
import { organizationSelection } from '../organization/compare-organizations.ts';
import { probeParts, watchedParts } from './parts.ts';

/** Maximum of nodes of one query: repositories and watched objects. */
const maxNodes = 1_200;

/**
 * Queries the fields of repositories that a probe compares, with watched objects. If GitHub denies a part, it does not return
 * such a repository at all: then it and all later ones are queried without these parts.
 *
 * @param isWhole false if the permission is known to be missing.
 */
export function createProbeQuery({ isWhole }: { isWhole: boolean }) {
  let isAllQueried = isWhole;
  const all = createNodeQuery(selectionOf(probeParts), { maxNodes });
  const allowed = createNodeQuery(
    selectionOf(probeParts.filter(({ deniedField }) => deniedField === undefined)),
    {
      maxNodes,
    },
  );
  return async (
    github: GitHub,
    ids: readonly string[],
    call: CallOptions,
    others: readonly OtherNode[] = [],
  ): Promise<QueriedNode[]> => {
    if (!isAllQueried) return await allowed(github, ids, call, others);
    const found = await all(github, ids, call, others);
    const denied = found.filter((each, nth) => nth < ids.length && isDenied(each)).map(({ id }) => id);
    if (denied.length === 0) return found;
    isAllQueried = false;
    const shown = new Map((await allowed(github, denied, call)).map((each) => [each.id, each]));
    return found.map((each, nth) => (nth < ids.length ? (shown.get(each.id) ?? each) : each));
  };
}

const selectionOf = (parts: typeof probeParts): NodeSelection => ({
  fields: `
    ... on Repository {
      databaseId nameWithOwner isDisabled${parts.map(({ selection }) => selection).join('')}
    }`,
  others: {
    ...Object.fromEntries(watchedParts.map(({ name, selection }) => [name, selection])),
    organizations: organizationSelection,
  },
  fragments: parts.map(({ fragment = '' }) => fragment).join(''),
});

const deniedFields = new Set(probeParts.flatMap(({ deniedField }) => deniedField ?? []));

const isDenied = ({ node, errors }: QueriedNode) =>
  node === null && errors.some(({ path }) => deniedFields.has(`${path?.[0]}`));
