import { randomUUID } from 'node:crypto';
import type { IncomingDelivery } from '@hubtwin/database';
import { type Delivery, type RunningSimulator, startSimulator } from '@hubtwin/github-simulator';
import { deliveriesQueue } from '@hubtwin/queue';
import { buildDelivery } from '@hubtwin/test-kit';
import type { TestWorker } from './start-worker.ts';

/** A simulated GitHub that changes only by commands, and the environment of a worker that uses it. */
export interface SimulatedGitHub
  extends AsyncDisposable,
    Pick<RunningSimulator, 'simulator' | 'rest' | 'deliverer' | 'url'> {
  environment: Record<string, string>;
}

/** @param options `webhookUrl`: where the App's deliveries are sent; by default to a closed port. */
export async function startSimulatedGitHub(
  options: { webhookUrl?: string; webhookSecret?: string } = {},
): Promise<SimulatedGitHub> {
  // High enough that requests are not paced.
  const limitPerHour = 1_000_000;
  const running = await startSimulator({ seed: 5, port: 0, scenario: 'quiet', limitPerHour, ...options });
  const { simulator, rest, deliverer, url } = running;
  return {
    simulator,
    rest,
    deliverer,
    url,
    environment: {
      GITHUB_BASE_URL: url,
      GITHUB_APP_ID: `${simulator.app.id}`,
      GITHUB_APP_PRIVATE_KEY: rest.appKey.privateKey,
    },
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

const received = ({ guid, event, body }: Delivery): IncomingDelivery =>
  buildDelivery({ guid, event, payload: Buffer.from(body) });

/** Stores deliveries and hands them to the queue, as the ingress does. */
export async function receive(worker: TestWorker, deliveries: readonly Delivery[]): Promise<void> {
  const all = deliveries.map(received);
  const id = await worker.store(all);
  const deliveryIds = all.map(({ guid }) => guid);
  for (let start = 0; start < deliveryIds.length; start += 64) {
    const group = deliveryIds.slice(start, start + 64);
    await worker.context.queues.enqueue(
      deliveriesQueue,
      { deliveryIds: group },
      { id: `${id}-${start}-${randomUUID()}` },
    );
  }
}
