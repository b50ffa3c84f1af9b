import { type Database, findHeads } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { ResourceDefinition } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { requireVisible } from '../answers/repository-status.ts';
import { compareHeads, type ShownHead } from './compare-heads.ts';
import type { RepositoryView } from './create-repository-view.ts';
import { detailedHeadFields, listedByHeads } from './heads-of.ts';
import { createNodeQuery } from './query-nodes.ts';

/** The maximum of commits in a query. */
const atOnce = 50;

interface Context {
  database: Kysely<Database>;
  view: RepositoryView;
  call: CallOptions;
}

/** @returns the hashes of the heads whose objects of a resource differ, and of those that GraphQL cannot return. */
export type HeadComparison = (definition: Pick<ResourceDefinition, 'name'>) => Promise<readonly string[]>;

/**
 * Compares all heads of a repository when the first resource needs it, for all resources at once: in one query for each
 * fifty. Where nothing is stored it costs less than the empty lists of heads without checks, each of which is a request.
 */
export function createHeadComparison(context: Context): HeadComparison {
  let compared: Promise<ReadonlyMap<string, readonly string[]>> | undefined;
  return async ({ name }) => {
    compared ??= compareAll(context);
    return (await compared).get(name) ?? [];
  };
}

async function compareAll({ database, view, call }: Context): Promise<Map<string, string[]>> {
  const { repositoryId, github } = view;
  const shas = await findHeads(database, repositoryId);
  const found = new Map<string, string[]>(listedByHeads.map(({ definition }) => [definition.name, []]));
  for (let start = 0; start < shas.length; start += atOnce) {
    const some = shas.slice(start, start + atOnce);
    const { raw } = requireVisible(await view.repositoryStatus(call)).seen;
    const objects = some.map(
      (sha, nth) => `c${nth}: object(oid: "${sha}") { ... on Commit { ${detailedHeadFields} } }`,
    );
    const query = createNodeQuery({ fields: `... on Repository { ${objects.join('\n')} }` });
    const [answer] = await query(github, [String(raw.node_id)], call);
    const shown = some.map(
      (sha, nth): ShownHead => ({ repositoryId, sha, node: Object(answer?.node)[`c${nth}`] }),
    );
    for (const { definition, ofHeads } of listedByHeads) {
      const differing =
        answer?.node == null ? shown : await compareHeads(database, definition, ofHeads, shown);
      found.get(definition.name)?.push(...differing.map(({ sha }) => sha));
    }
  }
  return found;
}
