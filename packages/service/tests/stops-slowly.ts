import { setTimeout as sleep } from 'node:timers/promises';
import { announceReady, runProcess, stopSignal } from '../src/index.ts';

// A process of the tests: its arguments are the milliseconds that it takes to stop and to start, and in which it then
// handles no event.
await runProcess(async () => {
  await sleep(Number(process.argv[3] ?? 0));
  const stopping = stopSignal();
  const blockedMs = Number(process.argv[4] ?? 0);
  if (blockedMs > 0) process.send?.('blocked');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, blockedMs);
  announceReady();
  await stopping;
  await sleep(Number(process.argv[2]));
});
