import { findOfOrganization } from '@hubtwin/database';
import { observeDeletion } from '../../observe.ts';
import { storeAnswers } from '../../store-answers.ts';
import { findChangedParents } from './find-changed-parents.ts';
import type { ChildList } from './organization-lists.ts';
import { readChildList } from './read-child-list.ts';
import type { OrganizationContext } from './read-whole-list.ts';

/** Of a first sync, which reads the list of each object. */
const listsAtOnce = 10;

/**
 * Reads the lists of the objects of an organisation whose children changed. Children of deleted objects are deleted.
 *
 * @param parentsReadAt when the list of the parents was requested, which was read completely.
 */
export async function syncChildren(
  children: ChildList,
  parentsReadAt: Date,
  context: OrganizationContext,
): Promise<void> {
  const { definition, parent, of } = children;
  const { database, organization } = context;
  const parents = await findOfOrganization(database, parent, organization.id);
  const stored = await findOfOrganization(database, definition, organization.id);
  const { probe } = definition;
  const changed =
    probe === undefined
      ? parents
      : await findChangedParents({ definition, of, probe }, { parents, stored }, context);
  for (let start = 0; start < changed.length; start += listsAtOnce) {
    const together = changed.slice(start, start + listsAtOnce);
    await Promise.all(together.map((each) => readChildList(children, each, context)));
  }
  const known = new Set(parents.map(({ key }) => key.id));
  const origin = { repositoryId: null, source: 'sync', requestedAt: parentsReadAt } as const;
  const orphans = stored.filter(({ raw }) => !known.has(Number(definition.columns(raw)[of.column])));
  await storeAnswers(
    database,
    orphans.map((object) => observeDeletion(definition, object, origin)),
  );
}
