import { findOfOrganization, type UncertainObject } from '@hubtwin/database';
import { GitHubGoneError, GitHubNotFoundError } from '@hubtwin/github';
import type { ChildList } from './organization-lists.ts';
import { type OrganizationContext, readWholeList } from './read-whole-list.ts';

/**
 * Stores the list of one object of an organisation; nothing if GitHub does not find that object, because its own list
 * shows whether it was deleted.
 *
 * @param uncertain its objects to settle by the list, too: deleted ones may be uncertain.
 */
export async function readChildList(
  { definition, list, of }: ChildList,
  parent: UncertainObject,
  context: OrganizationContext,
  uncertain: readonly UncertainObject[] = [],
): Promise<void> {
  const { database, organization } = context;
  const id = Number(parent.key.id);
  const named = parent.raw[of.named ?? 'id'];
  if (typeof named !== 'string' && typeof named !== 'number') return;
  const options = { parent: { column: of.column, id } };
  try {
    await readWholeList(
      {
        ...{ definition, list, parameters: { [of.parameter]: named }, added: { [of.column]: id } },
        findStored: async () => [
          ...uncertain,
          ...(await findOfOrganization(database, definition, organization.id, options)),
        ],
      },
      context,
    );
  } catch (error) {
    if (!(error instanceof GitHubNotFoundError) && !(error instanceof GitHubGoneError)) throw error;
  }
}
