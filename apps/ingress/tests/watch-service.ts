import { setTimeout as sleep } from 'node:timers/promises';
import { residentMiB } from '@hubtwin/test-kit';
import { sendDelivery } from './send-delivery.ts';

/** What an honest sender and an operator saw of the ingress for a while. */
export interface Watched {
  /** Of every valid delivery; `lost` where the connection broke. */
  statuses: (number | 'lost')[];
  guids: string[];
  slowestDeliveryMs: number;
  slowestHealthMs: number;
  /** The most memory that was resident, in MiB. */
  peakMiB: number;
}

export interface Watch {
  /** Ends the watch once all is answered. */
  stop(): Promise<Watched>;
}

/** Sends valid deliveries of 8 KB at a steady rate, requests `/healthz` ten times a second, and notes what comes back. */
export function watchService(app: { port: number; pid: number }, perSecond: number): Watch {
  const body = Buffer.alloc(8_192, ' ').fill('{}', 0, 2);
  const watched: Watched = {
    statuses: [],
    guids: [],
    slowestDeliveryMs: 0,
    slowestHealthMs: 0,
    peakMiB: 0,
  };
  const stopping = new AbortController();
  const pending: Promise<void>[] = [];

  const repeat = async (everyMs: number, run: () => Promise<void>) => {
    for (let due = performance.now(); !stopping.signal.aborted; due += everyMs) {
      await sleep(Math.max(0, due - performance.now()));
      pending.push(run());
    }
  };
  const deliver = async () => {
    const guid = crypto.randomUUID();
    const began = performance.now();
    const answered = await sendDelivery(app, { guid, body }).catch(() => ({ status: 'lost' }) as const);
    watched.guids.push(guid);
    watched.statuses.push(answered.status);
    watched.slowestDeliveryMs = Math.max(watched.slowestDeliveryMs, performance.now() - began);
  };
  const probe = async () => {
    const began = performance.now();
    await sendDelivery(app, { method: 'GET', path: '/healthz' }).catch(() => undefined);
    watched.slowestHealthMs = Math.max(watched.slowestHealthMs, performance.now() - began);
    watched.peakMiB = Math.max(watched.peakMiB, await residentMiB(app.pid));
  };
  const loops = Promise.all([repeat(1_000 / perSecond, deliver), repeat(100, probe)]);
  return {
    async stop() {
      stopping.abort();
      await loops;
      await Promise.all(pending);
      watched.peakMiB = Math.max(watched.peakMiB, await residentMiB(app.pid, 'VmHWM'));
      return watched;
    },
  };
}
