import { type Database, findHeads } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { HeadList, ResourceDefinition } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { requireVisible } from '../answers/repository-status.ts';
import { compareHeads, type ShownHead } from './compare-heads.ts';
import type { RepositoryView } from './create-repository-view.ts';
import { createNodeQuery } from './query-nodes.ts';

/** The maximum of commits in a query. */
const atOnce = 50;

interface Context {
  database: Kysely<Database>;
  view: RepositoryView;
  call: CallOptions;
}

/**
 * Compares the objects of all heads of a repository, in one query for each fifty.
 *
 * @returns the hashes of those that differ, and of those that GraphQL cannot return.
 */
export async function differingHeads(
  definition: ResourceDefinition,
  ofHeads: HeadList,
  { database, view, call }: Context,
): Promise<string[]> {
  const { repositoryId, github } = view;
  const shas = await findHeads(database, repositoryId);
  const found: string[] = [];
  const fields = `${ofHeads.fields} ${ofHeads.details ?? ''}`;
  for (let start = 0; start < shas.length; start += atOnce) {
    const some = shas.slice(start, start + atOnce);
    const { raw } = requireVisible(await view.repositoryStatus(call)).seen;
    const objects = some.map((sha, nth) => `c${nth}: object(oid: "${sha}") { ... on Commit { ${fields} } }`);
    const query = createNodeQuery({ fields: `... on Repository { ${objects.join('\n')} }` });
    const [answer] = await query(github, [String(raw.node_id)], call);
    if (answer?.node == null) {
      found.push(...some);
      continue;
    }
    const shown = some.map(
      (sha, nth): ShownHead => ({ repositoryId, sha, node: Object(answer.node)[`c${nth}`] }),
    );
    const differing = await compareHeads(database, definition, ofHeads, shown);
    found.push(...differing.map(({ sha }) => sha));
  }
  return found;
}
