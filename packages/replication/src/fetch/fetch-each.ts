import type { DoubtfulObject, Observation } from '@hubtwin/database';
import type { ItemSource, ResourceDefinition } from '../define-resource.ts';
import { openAnyView } from './any-view.ts';
import type { AskOptions } from './ask-options.ts';
import { fetchObject } from './fetch-object.ts';
import { openRepositoryViews } from './repository-views.ts';
import { targetOf } from './target-of.ts';

/**
 * Asks GitHub for objects of a resource one by one, each through whom it can be seen.
 *
 * @returns what was seen, in the order of the objects; null for what cannot be told.
 * @throws what the GitHub client throws.
 */
export async function fetchEach(
  definition: ResourceDefinition,
  item: ItemSource,
  objects: readonly DoubtfulObject[],
  { database, github, ...call }: AskOptions,
): Promise<(Observation | null)[]> {
  if (item.asks !== undefined) {
    const asker = item.asks === 'app' ? github.forApp() : await openAnyView({ database, github });
    if (asker === null) return objects.map(() => null);
    const nowhere = { github: asker, owner: '', repo: '', repositoryId: null };
    const target = { ...nowhere, seesRepository: async () => true };
    return await Promise.all(objects.map((object) => fetchObject(definition, item, object, target, call)));
  }
  const idOf = ({ raw, repositoryId }: DoubtfulObject) => repositoryId ?? definition.repositoryIdOf(raw) ?? 0;
  const views = await openRepositoryViews({ database, github }, [...new Set(objects.map(idOf))]);
  const targets = new Map([...views].map(([id, view]) => [id, targetOf(view, call)]));
  return await Promise.all(
    objects.map((object) => {
      const target = targets.get(idOf(object));
      return target === undefined ? null : fetchObject(definition, item, object, target, call);
    }),
  );
}
