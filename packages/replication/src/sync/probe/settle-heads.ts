import { type Database, markChildrenPending } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { compareHeads, type ShownHead } from '../../fetch/compare-heads.ts';
import { listedByHeads } from '../../fetch/heads-of.ts';
import type { Difference } from './probe-part.ts';

/** Compares the objects of commits, and records that the lists of those that differ must be read. */
export async function settleHeads(
  database: Kysely<Database>,
  heads: readonly ShownHead[],
): Promise<Difference[]> {
  const differences: Difference[] = [];
  const found = new Map<string, ShownHead[]>();
  for (const { definition, ofHeads } of listedByHeads) {
    const own = await compareHeads(database, definition, ofHeads, heads);
    const differing = [...new Set([...own, ...(found.get(ofHeads.changesWith ?? '') ?? [])])];
    found.set(definition.name, differing);
    const byRepository = Map.groupBy(differing, ({ repositoryId }) => repositoryId);
    for (const [repositoryId, some] of byRepository) {
      const shas = some.map(({ sha }) => sha);
      await markChildrenPending(database, { repositoryId, resource: definition.name }, shas, 'part');
      differences.push({ repositoryId, of: { resource: definition.name } });
    }
  }
  return differences;
}
