import { describeError } from './describe-error.ts';

/**
 * Runs the main function of a process and sets its exit code. What an operator can mend (a fault of the
 * configuration, a taken port, a full disk) is said in plain words; anything else ends with its stack, without what
 * has the shape of a secret.
 */
export async function runProcess(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    // Loaded where it is needed: a process that only starts others does without its 30 MB.
    const { createRedactor } = await import('@hubtwin/telemetry');
    console.error(createRedactor([])(describeError(error)));
    process.exitCode = 1;
  } finally {
    if (process.connected) process.disconnect();
  }
}
