import type { Delivery } from '../world/create-world.ts';
import { encodeDelivery } from './encode-delivery.ts';

/** An attempt as in GitHub's "Recent deliveries". */
export interface DeliveryRecord {
  /** Id of the attempt; every attempt at one delivery has the same GUID. */
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
  /** Status of the response; 0 if there was none. */
  status_code: number;
  /** `OK`, or the reason for the failure. */
  status: string;
  /** Seconds. */
  duration: number;
}

export interface DelivererOptions {
  /** The App that is named as target of deliveries to an integration's hook. */
  appId: number;
  /** Milliseconds since the epoch; default: the machine's clock. */
  now?: () => number;
  /** Default: 10,000, as on GitHub. */
  timeoutMs?: number;
  /** The only allowed origins of hooks; default: all. */
  origins?: readonly string[];
  /** Maximum number of stored records; default: 1,000. */
  keepRecords?: number;
  /** Attempts of an earlier deliverer (`attempts()`), which are listed and can be redelivered. */
  attempted?: readonly Attempt[] | undefined;
}

export interface Deliverer {
  /** Sends once and records the result; it neither retries nor throws, like GitHub. */
  deliver(delivery: Delivery, signal?: AbortSignal): Promise<DeliveryRecord>;
  /** Does not send, and records a missing response: the delivery is lost. */
  drop(delivery: Delivery): DeliveryRecord;
  /** Redelivers the delivery of an attempt with the same GUID; undefined for an unknown id. */
  redeliver(id: number): Promise<DeliveryRecord> | undefined;
  /** Newest first. */
  records(): DeliveryRecord[];
  /** The delivery of an attempt. */
  delivery(id: number): Delivery | undefined;
  /** Every stored attempt, oldest first, to continue with another deliverer. */
  attempts(): readonly Attempt[];
}

export interface Attempt {
  record: DeliveryRecord;
  delivery: Delivery;
}

/** Sends each delivery to its hook with GitHub's headers, signed if the hook has a secret. */
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
