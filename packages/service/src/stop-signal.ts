import { once } from 'node:events';
import { watchStopRequests } from './watch-stop-requests.ts';

/**
 * Resolves at the first request to stop: SIGTERM, SIGINT, SIGHUP, or the end of the process that started this one (its
 * IPC channel closes), so that no service outlives the command that runs it. The same request is often received twice;
 * a second one, later, kills the process.
 */
export async function stopSignal(): Promise<void> {
  const { requested, repeated } = watchStopRequests();
  repeated.addEventListener('abort', () => process.kill(process.pid, 'SIGKILL'));
  if (!requested.aborted) await once(requested, 'abort');
}
