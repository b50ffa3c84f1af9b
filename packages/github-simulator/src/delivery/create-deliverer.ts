import type { Delivery } from '../world/create-world.ts';
import { encodeDelivery } from './encode-delivery.ts';

/** What GitHub's "Recent deliveries" says of one delivery. */
interface DeliveryRecord {
  guid: string;
  event: string;
  action: string | null;
  hook_id: number;
  installation_id: number | null;
  repository_id: number | null;
  delivered_at: string;
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
  /** 10,000 by default, as GitHub's. */
  timeoutMs?: number;
  /** How many records are kept; 1,000 by default. */
  keepRecords?: number;
}

export interface Deliverer {
  /** Sends once and records what came of it; it neither retries nor throws, as GitHub does neither. */
  deliver(delivery: Delivery, signal?: AbortSignal): Promise<DeliveryRecord>;
  /** Newest first. */
  records(): DeliveryRecord[];
}

/** Sends each delivery to its hook with GitHub's headers, signed where the hook has a secret. */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const { appId, timeoutMs = 10_000, keepRecords = 1_000 } = options;
  const log: DeliveryRecord[] = [];

  async function deliver(delivery: Delivery, signal?: AbortSignal): Promise<DeliveryRecord> {
    const { guid, event, action, hook, installationId, repositoryId } = delivery;
    const started = performance.now();
    const delivered_at = new Date().toISOString();
    const timeout = AbortSignal.timeout(timeoutMs);
    const answer = await send(hook.url, {
      method: 'POST',
      ...encodeDelivery(delivery, appId),
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    });
    const record = {
      ...{ guid, event, action, hook_id: hook.id },
      ...{ installation_id: installationId, repository_id: repositoryId },
      ...{ delivered_at, ...answer, duration: Math.round(performance.now() - started) / 1_000 },
    };
    log.push(record);
    if (log.length > keepRecords) log.shift();
    return record;
  }

  return { deliver, records: () => log.toReversed() };
}

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
