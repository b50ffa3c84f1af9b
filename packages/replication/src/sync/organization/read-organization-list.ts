import { findOfOrganization, type UncertainObject } from '@hubtwin/database';
import type { OrganizationList } from './organization-lists.ts';
import { type OrganizationContext, readWholeList } from './read-whole-list.ts';

/**
 * Stores a list of an organisation.
 *
 * @param uncertain objects to settle by it, too: deleted ones may be uncertain.
 * @returns like `readWholeList`.
 */
export const readOrganizationList = (
  { definition, list }: OrganizationList,
  context: OrganizationContext,
  uncertain: readonly UncertainObject[] = [],
): Promise<Date | null> =>
  readWholeList(
    {
      ...{ definition, list, parameters: {}, added: {} },
      findStored: async () => [
        ...uncertain,
        ...(await findOfOrganization(context.database, definition, context.organization.id)),
      ],
    },
    context,
  );
