import { recordFailedSync } from '@hubtwin/database';
import type { ImportWorkerContext } from './context.ts';
import { planImport } from './plan-import.ts';

interface Attempt {
  signal: AbortSignal;
  isLastAttempt: boolean;
}

/** Plans an import; if the last attempt fails, a sync job records the reason. */
export async function runPlan(
  context: ImportWorkerContext,
  plan: Parameters<typeof planImport>[1],
  { signal, isLastAttempt }: Attempt,
): Promise<void> {
  try {
    await planImport(context, plan, signal);
  } catch (error) {
    if (isLastAttempt && !signal.aborted) await recordFailedSync(context.database, plan, String(error));
    throw error;
  }
}
