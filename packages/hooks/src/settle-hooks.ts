import { type Database, followHookOwners, isOlderThan, recordHooked } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import { type Kysely, sql } from 'kysely';
import { findCreatedHook } from './find-created-hook.ts';
import { openHookTarget } from './open-hook-target.ts';

const atOnce = 20;

/**
 * Resolves the configs whose hooks may exist on GitHub, because the process that registered them died or GitHub
 * failed: adopts the created hooks and deletes the other configs. Also updates the owners of organisation hooks.
 *
 * @param options `olderThanSeconds`: younger ones may still be in progress.
 * @returns the numbers of adopted and deleted configs.
 * @throws what the GitHub client throws; earlier configs are resolved.
 */
export async function settleHooks(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  { olderThanSeconds, ...call }: CallOptions & { olderThanSeconds: number },
): Promise<{ adopted: number; removed: number }> {
  await followHookOwners(database);
  const pending = await database
    .selectFrom('webhook_configs')
    .select(['id', 'target', 'repository_id', 'url', 'events', 'created_at'])
    .where('hook_id', 'is', null)
    .where(isOlderThan(sql`created_at`, olderThanSeconds))
    .orderBy('id')
    .limit(atOnce)
    .execute();
  let adopted = 0;
  for (const { id, target, repository_id: repositoryId, url, events, created_at } of pending) {
    const opened = await openHookTarget({ database, github }, { target, repositoryId });
    const sought = { url: url ?? '', events, createdAt: created_at };
    const hookId = opened === null ? null : await findCreatedHook(database, opened, sought, call);
    if (hookId === null) {
      await database
        .deleteFrom('webhook_configs')
        .where('id', '=', id)
        .where('hook_id', 'is', null)
        .execute();
      continue;
    }
    adopted += 1;
    await database.updateTable('webhook_configs').set({ hook_id: hookId }).where('id', '=', id).execute();
    await recordHooked(database, { target, repositoryId });
  }
  return { adopted, removed: pending.length - adopted };
}
