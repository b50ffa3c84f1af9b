import { describeError } from './describe-error.ts';

/**
 * Runs the main function of a process and sets its exit code. If the parent process closes its IPC channel, it ends as
 * with SIGTERM: also while it starts, and waits for a store that is unavailable. An error that an operator can fix (invalid configuration,
 * a port in use, a full disk) is printed in plain words, any other with its stack, with secrets redacted.
 */
export async function runProcess(main: () => Promise<void>): Promise<void> {
  // The channel may have been closed before this process started.
  if (process.send !== undefined && !process.connected) endOrphan();
  process.once('disconnect', endOrphan);
  try {
    await main();
  } catch (error) {
    // Imported on demand: it takes 30 MB, which a process that only starts others does not need.
    const { createRedactor } = await import('@hubtwin/telemetry');
    console.error(createRedactor([])(describeError(error)));
    process.exitCode = 1;
  } finally {
    process.off('disconnect', endOrphan);
    if (process.connected) process.disconnect();
  }
}

/** Longer than any service drains: no parent is left that would kill one that does not stop. */
const orphanStopsWithinMs = 60_000;

function endOrphan(): void {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), orphanStopsWithinMs).unref();
  // A signal would arrive later: without a reason to wait for it, this process would have ended.
  if (!process.emit('SIGTERM', 'SIGTERM')) process.kill(process.pid, 'SIGTERM');
}
