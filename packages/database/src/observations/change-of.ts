import type { ChangeKind } from '../schema.ts';
import { isEqual } from './canonical-json.ts';
import type { Merged } from './merge.ts';
import type { Cause } from './observation.ts';
import { isPending } from './pending-claims.ts';
import { type ChangeRecord, keyText, type RowWrite } from './rows.ts';

/**
 * The entry of the change log for a row that replaces `before` (null: there was none): of a new or restored object it
 * contains the fields that its resource names, else all that changed.
 */
export function changeOf(
  before: Merged | null,
  { merged, columns: current, ...subject }: RowWrite,
  cause?: Cause,
): ChangeRecord {
  const { resource, repositoryId } = subject;
  const kind = kindOf(before, merged);
  const isNew = kind === 'created' || kind === 'restored';
  const old = before === null || isNew ? {} : resource.columns(before.raw);
  const fields = (isNew ? resource.changes : Object.keys(current))
    .map((name) => ({ name, from: old[name] ?? null, to: current[name] ?? null }))
    .filter(({ from, to }) => !isEqual(from, to));
  if (isPending(before) !== isPending(merged)) {
    fields.push({ name: 'pending_confirmation', from: isPending(before), to: isPending(merged) });
  }
  return {
    resource: resource.name,
    key: keyText(subject),
    kind,
    repository_id: repositoryId,
    fields: Object.fromEntries(fields.map(({ name, from, to }) => [name, { from, to }])),
    source: merged.source,
    actor: cause?.actor ?? null,
    delivery_id: cause?.deliveryId ?? null,
    request: cause?.request ?? null,
  };
}

/**
 * The entries for a row that replaces `before`. If GitHub returned it in another repository, it is deleted from the
 * former one.
 */
export function changesOf(before: Merged | null, write: RowWrite, cause?: Cause): ChangeRecord[] {
  const change = changeOf(before, write, cause);
  const isMoved =
    write.resource.inRepository && before !== null && before.repositoryId !== write.repositoryId;
  if (!isMoved) return [change];
  return [
    { ...change, kind: 'deleted', repository_id: before.repositoryId, fields: {} },
    changeOf(null, write, cause),
  ];
}

function kindOf(before: Merged | null, after: Merged): ChangeKind {
  if (after.deletedAt !== null && (before === null || before.deletedAt === null)) return 'deleted';
  if (before === null) return 'created';
  if (before.deletedAt !== null && after.deletedAt === null) return 'restored';
  return 'updated';
}
