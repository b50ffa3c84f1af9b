import type { AskOptions } from '../fetch/ask-options.ts';
import { workflowRuns } from '../resources/workflow-runs.ts';
import { openWriter } from './open-writer.ts';

/**
 * Has GitHub cancel a workflow run, and shows the twin the run as it is then: GitHub ends it when it can.
 *
 * @throws what the GitHub client throws, as where the run has ended.
 */
export async function cancelRun(repositoryId: number, runId: number, options: AskOptions): Promise<void> {
  const { send, observe } = await openWriter(repositoryId, options);
  await send('POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel', { run_id: runId });
  const run = await send('GET /repos/{owner}/{repo}/actions/runs/{run_id}', { run_id: runId });
  await observe(workflowRuns, run);
}
