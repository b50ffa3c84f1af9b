import { applyObservations, type Database, saveCursor } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { observeItems } from '../observe-items.ts';
import { installations } from '../resources/installations.ts';
import { isOfListAlone } from '../sync/is-of-list-alone.ts';
import { listInstallation } from './list-installation.ts';

/** Under which cursor it is noted when the App's installations were listed last. */
export const installationsScope = 'installations';

/**
 * Reads which installations the App has into the twin, so that one whose creation was missed is found, and one that
 * was taken for deleted is shown again, with the repositories that it sees.
 *
 * @throws what the GitHub client throws; the first failure of an installation that is shown again, after the others.
 */
export async function listInstallations(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  call: CallOptions,
): Promise<void> {
  const failures: unknown[] = [];
  let listedAt: Date | undefined;
  for await (const page of github.forApp().pages('GET /app/installations', { per_page: 100 }, call)) {
    const { askedAt } = page.response;
    listedAt ??= askedAt;
    const finding = { repositoryId: null, source: 'import', askedAt } as const;
    const { observations } = observeItems(installations, page, finding);
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
