import { inspect } from 'node:util';
import { ConfigError } from '@hubtwin/config';
import { createRedactor } from '@hubtwin/telemetry';
import { PortTakenError } from './listen.ts';

/**
 * Runs the main function of a process and sets its exit code. What an operator can mend (a fault of the
 * configuration, a taken port) is said in plain words; anything else ends with its stack, without what
 * has the shape of a secret.
 */
export async function runProcess(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const known = error instanceof ConfigError || error instanceof PortTakenError;
    console.error(createRedactor([])(known ? error.message : inspect(error)));
    process.exitCode = 1;
  } finally {
    if (process.connected) process.disconnect();
  }
}
