import { setTimeout as sleep } from 'node:timers/promises';
import { type ServiceOptions, type ServiceProcess, startService } from './service-process.ts';

const pauseMs = 1_000;

/**
 * Starts a service and starts it again whenever it ends unasked.
 *
 * @throws when the first start fails; later ones are tried for ever.
 */
export async function keepRunning(
  options: ServiceOptions,
  say: (line: string) => void,
): Promise<AsyncDisposable> {
  let current: ServiceProcess = await startService(options);
  let stopping = false;
  const supervise = async () => {
    while (!stopping) {
      await current.ended;
      if (stopping) return;
      say(`${options.name} ended unexpectedly (see ${options.logFile}); starting it again`);
      await sleep(pauseMs);
      if (stopping) return;
      try {
        current = await startService(options);
      } catch (error) {
        say(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const supervision = supervise();
  return {
    async [Symbol.asyncDispose]() {
      stopping = true;
      await current[Symbol.asyncDispose]();
      await supervision;
    },
  };
}
