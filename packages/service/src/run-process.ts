import { describeError } from './describe-error.ts';

/**
 * Runs the main function of a process and sets its exit code. An error that an operator can fix (invalid configuration,
 * a port in use, a full disk) is printed in plain words, any other with its stack, with secrets redacted.
 */
export async function runProcess(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    // Imported on demand: it takes 30 MB, which a process that only starts others does not need.
    const { createRedactor } = await import('@hubtwin/telemetry');
    console.error(createRedactor([])(describeError(error)));
    process.exitCode = 1;
  } finally {
    if (process.connected) process.disconnect();
  }
}
