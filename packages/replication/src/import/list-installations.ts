import { applyObservations, type Database, saveCursor } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import { installations } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { observeItems } from '../observe-items.ts';
import { isOfListAlone } from '../sync/is-of-list-alone.ts';
import { listInstallation } from './list-installation.ts';

/** The scope of the cursor of the list of the App's installations. */
export const installationsScope = 'installations';

/**
 * Reads the App's installations into the twin, so that one whose creation was missed is found, and one that was
 * marked as deleted is restored, with its repositories.
 *
 * @throws what the GitHub client throws; the first failure of a restored installation, after the others.
 */
export async function listInstallations(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  call: CallOptions,
): Promise<void> {
  const failures: unknown[] = [];
  let listedAt: Date | undefined;
  for await (const page of github.forApp().pages('GET /app/installations', { per_page: 100 }, call)) {
    const { requestedAt } = page.response;
    listedAt ??= requestedAt;
    const origin = { repositoryId: null, source: 'import', requestedAt } as const;
    const { observations } = observeItems(installations, page, origin);
    const ids = observations.map(({ key }) => Number(key.id));
    const deleted = await database
      .selectFrom('installations')
      .select('id')
      .where('id', 'in', [0, ...ids])
      .where('deleted_at', 'is not', null)
      .execute();
    await database.transaction().execute((transaction) => applyObservations(transaction, observations));
    for (const { id } of deleted) {
      try {
        await listInstallation({ database, github }, id, call);
      } catch (error) {
        if (call.signal?.aborted === true || !isOfListAlone(error)) throw error;
        failures.push(error);
      }
    }
  }
  await saveCursor(database, installationsScope, { listedAt: (listedAt ?? new Date()).toISOString() });
  if (failures.length > 0) throw failures[0];
}
