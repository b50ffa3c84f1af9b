import type { ResourceDefinition } from '@hubtwin/resources';

/** The row that an import creates for an issue, without the cost of creating it: all rows have the same version. */
export function rowOfIssue(
  { columns }: ResourceDefinition,
  raw: Record<string, unknown>,
  { repositoryId, requestedAt }: { repositoryId: number; requestedAt: Date },
): Record<string, unknown> {
  return {
    ...columns(raw),
    id: raw.id,
    repository_id: repositoryId,
    raw: JSON.stringify(raw),
    version: ` ${raw.updated_at} 1 ${requestedAt.toISOString()} ${'0'.repeat(30)} 0123456789ab`,
    whole_clock: raw.updated_at,
    source: 'import',
    fetched_at: requestedAt,
    synced_at: requestedAt,
  };
}
