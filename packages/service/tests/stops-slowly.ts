import { setTimeout as sleep } from 'node:timers/promises';
import { announceReady, runProcess, stopSignal } from '../src/index.ts';

// A process of the tests: its arguments are the milliseconds that it takes to stop, and to start.
await runProcess(async () => {
  await sleep(Number(process.argv[3] ?? 0));
  const stopping = stopSignal();
  announceReady();
  await stopping;
  await sleep(Number(process.argv[2]));
});
