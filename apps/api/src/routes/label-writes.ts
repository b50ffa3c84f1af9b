import { contract } from '@hubtwin/contract';
import { createLabel, deleteLabel, updateLabel } from '@hubtwin/replication';
import { labels, shownAs } from '@hubtwin/resources';
import { sql } from 'kysely';
import { endCached } from '../http/end-cached.ts';
import { repositoryRoute } from '../http/repository-route.ts';
import type { RouteContext } from '../http/route.ts';
import { writeOptions } from '../http/write-options.ts';
import { type Item, sourceOf } from '../mirrored/present-fields.ts';
import { ProblemError } from '../problem-error.ts';
import { selectItem } from '../queries/source.ts';

export const createLabelRoute = repositoryRoute(
  contract.createLabel,
  async ({ body: { description, ...label }, repositoryId, repetition: { isRepeated } }, context) => {
    const given = { ...label, description: description ?? undefined };
    const id = await createLabel(repositoryId, given, { ...writeOptions(context), isRepeated });
    return { body: await showLabel(context, repositoryId, id) };
  },
);

export const updateLabelRoute = repositoryRoute(
  contract.updateLabel,
  async ({ params: { name }, body: { description, ...changes }, repositoryId }, context) => {
    // GitHub accepts only strings: an empty one means none.
    const given = { ...changes, ...(description !== undefined && { description: description ?? '' }) };
    const id = await updateLabel(repositoryId, name, given, writeOptions(context));
    return { body: await showLabel(context, repositoryId, id) };
  },
);

export const deleteLabelRoute = repositoryRoute(
  contract.deleteLabel,
  async ({ params: { name }, repositoryId }, context) => {
    await deleteLabel(repositoryId, name, writeOptions(context));
    await endCached(context, repositoryId, ['labels']);
    return { body: undefined };
  },
);

async function showLabel(context: RouteContext, repositoryId: number, id: number): Promise<Item> {
  await endCached(context, repositoryId, ['labels']);
  const shown = await selectItem(
    context.database,
    sourceOf(shownAs(labels)),
    sql`t.id = ${id} and t.repository_id = ${repositoryId}`,
  );
  if (shown === undefined) throw new ProblemError('not_found', 'There is no such label.');
  return shown;
}
