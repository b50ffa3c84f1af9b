import { type Database, saveCursor } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { ParentNodes } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Withheld } from '../answers/withheld.ts';
import type { RepositoryView } from '../fetch/create-repository-view.ts';
import type { OfParents } from '../fetch/parents-of.ts';
import { readAtOnce } from '../fetch/read-at-once.ts';
import { addUnreadable, describeUnreadable, nothingUnreadable } from '../observe-items.ts';
import { boundOf } from '../sync/list-bounds.ts';
import type { ListRange } from '../sync/list-result.ts';
import { settleUnlisted } from '../sync/settle-unlisted.ts';

const cursorType = z.object({
  /** The number of the last parent. */
  after: z.int(),
  startedAt: z.iso.datetime(),
  unreadable: z.object({ count: z.int(), reason: z.string().nullable() }),
});

interface ImportAtOnceOptions extends CallOptions {
  database: Kysely<Database>;
  view: RepositoryView;
  /** The scope of its cursor, and the cursor of an interrupted import. */
  scope: string;
  stored: unknown;
  onPage(): void;
}

/** Imports the objects of all parents, a hundred in a query; an interrupted import continues after the last of them. */
export async function importAtOnce(
  parents: OfParents,
  nodes: ParentNodes | null,
  { database, view, scope, stored, onPage, ...call }: ImportAtOnceOptions,
): Promise<ListRange | Withheld> {
  const { data: cursor } = cursorType.safeParse(stored);
  const before = cursor?.unreadable ?? nothingUnreadable;
  const startOf = (begunAt: Date) => cursor?.startedAt ?? begunAt.toISOString();
  const found = await readAtOnce(parents, nodes, {
    ...{ database, view, source: 'import', changedSince: null, after: cursor?.after ?? 0, ...call },
    async onParents(after, { begunAt, unreadable }) {
      const next = { after, startedAt: startOf(begunAt), unreadable: addUnreadable(before, unreadable) };
      await saveCursor(database, scope, next);
      onPage();
    },
  });
  const begunAt = new Date(startOf(found.begunAt));
  const incomplete = describeUnreadable(addUnreadable(before, found.unreadable));
  // Unreadable objects may be the ones that are not listed.
  const withheld =
    incomplete === null ? await settleUnlisted(parents.definition, { database, view, call }, begunAt) : null;
  return withheld ?? { readUntil: boundOf(begunAt), incomplete };
}
