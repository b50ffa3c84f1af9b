import { GitHubValidationError } from '@hubtwin/github';
import { workflowRuns } from '@hubtwin/resources';
import type { RequestContext } from '../fetch/request-context.ts';
import { openWriter } from './open-writer.ts';

/**
 * Cancels a workflow run on GitHub, and stores the run afterwards: GitHub completes the cancellation later.
 *
 * @param options `isRepeated`: an earlier attempt may have cancelled it.
 * @throws what the GitHub client throws, for example if the run has ended.
 */
export async function cancelRun(
  repositoryId: number,
  runId: number,
  { isRepeated, ...options }: RequestContext & { isRepeated: boolean },
): Promise<void> {
  const { send, observe } = await openWriter(repositoryId, options);
  const read = () => send('GET /repos/{owner}/{repo}/actions/runs/{run_id}', { run_id: runId });
  const cancel = () => send('POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel', { run_id: runId });
  const run = await cancel().then(read, async (error: unknown) => {
    if (!isRepeated || !(error instanceof GitHubValidationError)) throw error;
    const ended = await read();
    if (workflowRuns.schema.parse(ended.data).conclusion !== 'cancelled') throw error;
    return ended;
  });
  await observe(workflowRuns, run);
}
