import { once } from 'node:events';
import { watchStopRequests } from './watch-stop-requests.ts';

/**
 * Resolves at the first stop request: SIGTERM, SIGINT, SIGHUP, or the end of the parent process (see
 * `runProcess`), so that no service outlives the command that runs it. Duplicates of the first request are ignored; a later
 * one kills the process.
 */
export async function stopSignal(): Promise<void> {
  const { requested, repeated } = watchStopRequests();
  repeated.addEventListener('abort', () => process.kill(process.pid, 'SIGKILL'));
  if (!requested.aborted) await once(requested, 'abort');
}
