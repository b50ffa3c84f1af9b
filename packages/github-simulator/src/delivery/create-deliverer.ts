import type { Delivery } from '../world/create-world.ts';
import { encodeDelivery } from './encode-delivery.ts';

/** What GitHub's "Recent deliveries" says of one attempt. */
export interface DeliveryRecord {
  /** Of the attempt; every attempt at one delivery has the same GUID. */
  id: number;
  guid: string;
  event: string;
  action: string | null;
  hook_id: number;
  installation_id: number | null;
  repository_id: number | null;
  /** ISO 8601 with milliseconds. */
  delivered_at: string;
  redelivery: boolean;
  /** The answer's status code; 0 when there was none. */
  status_code: number;
  /** `OK`, or why it failed. */
  status: string;
  /** Seconds. */
  duration: number;
}

export interface DelivererOptions {
  /** The App that deliveries of an integration's hook name as their target. */
  appId: number;
  /** Milliseconds since the epoch; the machine's clock by default. */
  now?: () => number;
  /** 10,000 by default, as GitHub's. */
  timeoutMs?: number;
  /** The only origins that deliveries are sent to; any by default. */
  origins?: readonly string[];
  /** How many records are kept; 1,000 by default. */
  keepRecords?: number;
  /** What an earlier deliverer attempted (`attempts()`): it is listed, and can be sent again. */
  attempted?: readonly Attempt[] | undefined;
}

export interface Deliverer {
  /** Sends once and records what came of it; it neither retries nor throws, as GitHub does neither. */
  deliver(delivery: Delivery, signal?: AbortSignal): Promise<DeliveryRecord>;
  /** Does not send, and records that nobody answered: what is lost on the way. */
  drop(delivery: Delivery): DeliveryRecord;
  /** Sends the delivery of an attempt again, under the same GUID; undefined for an unknown id. */
  redeliver(id: number): Promise<DeliveryRecord> | undefined;
  /** Newest first. */
  records(): DeliveryRecord[];
  /** What an attempt sent. */
  delivery(id: number): Delivery | undefined;
  /** Every attempt that is kept, oldest first, for a deliverer that goes on from here. */
  attempts(): readonly Attempt[];
}

export interface Attempt {
  record: DeliveryRecord;
  delivery: Delivery;
}

/** Sends each delivery to its hook with GitHub's headers, signed where the hook has a secret. */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const { appId, now = Date.now, timeoutMs = 10_000, keepRecords = 1_000, origins } = options;
  const log: Attempt[] = [...(options.attempted ?? [])];
  let lastId = log.at(-1)?.record.id ?? 170_000_000_000;

  async function attempt(delivery: Delivery, redelivery: boolean, signal?: AbortSignal) {
    const started = performance.now();
    const delivered_at = new Date(now()).toISOString();
    const timeout = AbortSignal.timeout(timeoutMs);
    const { url } = delivery.hook;
    const isReached = origins?.includes(URL.parse(url)?.origin ?? '') ?? true;
    const answer = await (isReached ? send : fail)(url, {
      method: 'POST',
      ...encodeDelivery(delivery, appId),
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    });
    const duration = Math.round(performance.now() - started) / 1_000;
    return record(delivery, { delivered_at, redelivery, ...answer, duration });
  }

  function record(
    delivery: Delivery,
    outcome: Pick<DeliveryRecord, 'delivered_at' | 'redelivery' | 'status_code' | 'status' | 'duration'>,
  ): DeliveryRecord {
    const { guid, event, action, hook, installationId, repositoryId } = delivery;
    lastId += 1;
    const made = {
      ...{ id: lastId, guid, event, action, hook_id: hook.id },
      ...{ installation_id: installationId, repository_id: repositoryId },
      ...outcome,
    };
    log.push({ record: made, delivery });
    if (log.length > keepRecords) log.shift();
    return made;
  }

  const find = (id: number) => log.find((each) => each.record.id === id)?.delivery;
  return {
    deliver: (delivery, signal) => attempt(delivery, false, signal),
    drop: (delivery) =>
      record(delivery, {
        delivered_at: new Date(now()).toISOString(),
        redelivery: false,
        status_code: 0,
        status: 'failed to connect to host',
        duration: 0,
      }),
    redeliver(id) {
      const delivery = find(id);
      return delivery && attempt(delivery, true);
    },
    records: () => log.map((each) => each.record).reverse(),
    delivery: find,
    attempts: () => log,
  };
}

const fail: typeof send = async () => ({ status_code: 0, status: 'failed to connect to host' });

async function send(url: string, request: RequestInit): Promise<{ status_code: number; status: string }> {
  try {
    const response = await fetch(url, request);
    await response.arrayBuffer();
    return { status_code: response.status, status: response.ok ? 'OK' : response.statusText };
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    return { status_code: 0, status: timedOut ? 'timed out' : 'failed to connect to host' };
  }
}
