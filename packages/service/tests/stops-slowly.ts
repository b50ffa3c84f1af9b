import { setTimeout as sleep } from 'node:timers/promises';
import { announceReady, runProcess, stopSignal } from '../src/index.ts';

// A process of the tests: it takes as many milliseconds to stop as its argument says.
await runProcess(async () => {
  const stopping = stopSignal();
  announceReady();
  await stopping;
  await sleep(Number(process.argv[2]));
});
