import { setTimeout as sleep } from 'node:timers/promises';
import { stopSignal } from '@hubtwin/service';
import { openTwin } from '../open-twin.ts';
import { printJson } from '../print-json.ts';
import { describeStatus } from '../status/describe-status.ts';
import { readStatus } from '../status/read-status.ts';

const refreshMs = 2_000;
const clearScreen = '\u001b[H\u001b[J';

/** `hubtwin status`: shows the state of the twin; `--watch` refreshes it until it is interrupted. */
export async function statusCommand({ watch, json }: { watch: boolean; json: boolean }): Promise<void> {
  await using twin = await openTwin();
  const stopping = stopSignal();
  const stopped = stopping.then(() => true);
  do {
    const status = await readStatus(twin);
    const clear = watch && process.stdout.isTTY ? clearScreen : '';
    if (json) printJson(status);
    else console.log(`${clear}${describeStatus(status)}`);
  } while (watch && !(await Promise.race([stopped, sleep(refreshMs, false)])));
}
