import type { UncertainObject } from '@hubtwin/database';
import type { GraphqlAnswer } from '@hubtwin/github';
import type { Probe } from '@hubtwin/resources';
import { z } from 'zod';
import { isOfListAlone } from '../is-of-list-alone.ts';
import { areEqual, connectionOf, objectsIn } from './compare-children.ts';
import type { ChildList } from './organization-lists.ts';
import type { OrganizationContext } from './read-whole-list.ts';

/** Of one query, which costs one point, with at most 100 children of each. */
const parentsAtOnce = 50;
/** An organisation cannot have more pages; a connection without an end is not followed. */
const maxQueries = 200;

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
const node = z.looseObject({ databaseId: z.int() });

/**
 * Compares the children of all parents in GraphQL with the stored ones.
 *
 * @returns the parents whose list must be read: their children differ, are more than the query shows, or were not shown. All
 * of them, if GitHub does not answer the query.
 */
export async function findChangedParents(
  { definition, of, probe }: Pick<ChildList, 'definition' | 'of'> & { probe: Probe },
  { parents, stored }: { parents: readonly UncertainObject[]; stored: readonly UncertainObject[] },
  context: OrganizationContext,
): Promise<UncertainObject[]> {
  if (parents.length === 0) return [];
  const theirs = await queryChildren({ of, probe }, context);
  const ours = Map.groupBy(stored, ({ raw }) => definition.columns(raw)[of.column]);
  return parents.filter(({ key }) => {
    const id = Number(key.id);
    const shown = theirs.get(id);
    return shown === undefined || !areEqual(shown, ours.get(id) ?? [], definition, probe);
  });
}

/** GitHub's children by the id of their parent; those of parents that it does not show are missing. */
async function queryChildren(
  { of, probe }: Pick<ChildList, 'of'> & { probe: Probe },
  { github, organization, call }: OrganizationContext,
): Promise<Map<number, unknown[]>> {
  const found = new Map<number, unknown[]>();
  const { connection = of.resource } = of;
  const parents = z.object({
    organization: z.object({
      [connection]: z.object({ pageInfo, nodes: z.array(z.unknown()) }),
    }),
  });
  const query = `query ($login: String!, $after: String) {
    organization(login: $login) {
      ${connection}(first: ${parentsAtOnce}, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          databaseId${connectionOf(probe)}
        }
      }
    }
  }`;
  let after: string | null = null;
  try {
    for (let queries = 0; queries < maxQueries; queries += 1) {
      const variables = { login: organization.login, after };
      const answer: GraphqlAnswer<unknown> = await github.graphql(query, variables, call);
      const page = parents.safeParse(answer.data).data?.organization[connection];
      if (page === undefined) break;
      for (const each of page.nodes) {
        const parent = node.safeParse(each).data;
        const listed = objectsIn(parent, probe);
        if (parent !== undefined && listed !== null) found.set(parent.databaseId, listed);
      }
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage || after === null) break;
    }
  } catch (error) {
    // The lists themselves show whether the credential may read them.
    if (!isOfListAlone(error)) throw error;
  }
  return found;
}
