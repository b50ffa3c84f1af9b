import { holdLock } from '@hubtwin/database';
import { checkCredentials, credentialWarning } from '@hubtwin/replication';
import type { SyncWorkerContext } from '../context.ts';

/** Checks the configured credentials, in one worker at a time, and logs those that need attention. */
export async function checkConfiguredCredentials({
  database,
  github,
  logger,
}: Pick<SyncWorkerContext, 'database' | 'github' | 'logger'>): Promise<void> {
  await holdLock(database, 'credentials', async () => {
    const { checks, failures } = await checkCredentials({ database, github });
    for (const check of checks) {
      const found = credentialWarning(check, Date.now());
      if (found !== null) logger.warn(found, 'a GitHub credential needs attention');
    }
    for (const { fingerprint, error } of failures) {
      logger.warn({ err: error, credential: fingerprint }, 'a GitHub credential could not be checked');
    }
  });
}
