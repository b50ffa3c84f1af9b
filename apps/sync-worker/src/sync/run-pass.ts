import { recordFailedSync } from '@hubtwin/database';
import type { SyncWorkerContext } from '../context.ts';
import { probeInstallation } from './probe-installation.ts';

interface Attempt {
  signal: AbortSignal;
  isLastAttempt: boolean;
}

/** Probes an installation; if the last attempt fails, a sync job records the reason. */
export async function runPass(
  context: SyncWorkerContext,
  pass: Parameters<typeof probeInstallation>[1],
  { signal, isLastAttempt }: Attempt,
): Promise<void> {
  try {
    await probeInstallation(context, pass, signal);
  } catch (error) {
    if (isLastAttempt && !signal.aborted) {
      const job = { type: 'periodic_sync', priority: 'normal', installationId: pass.installationId } as const;
      await recordFailedSync(context.database, job, String(error));
    }
    throw error;
  }
}
