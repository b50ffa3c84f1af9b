import { setTimeout as sleep } from 'node:timers/promises';
import { announceReady, runProcess, stopSignal } from '../src/index.ts';

// A process of the tests: its argument is the milliseconds that it takes to stop.
await runProcess(async () => {
  const stopping = stopSignal();
  announceReady();
  await stopping;
  await sleep(Number(process.argv[2]));
});
