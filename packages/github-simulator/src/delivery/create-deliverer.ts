import type { Delivery } from '../world/create-world.ts';
import { signBody } from './sign-body.ts';

/** What GitHub's "Recent deliveries" says of one delivery. */
interface DeliveryRecord {
  guid: string;
  event: string;
  action: string | null;
  delivered_at: string;
  /** The answer's status code; 0 when there was none. */
  status_code: number;
  /** `OK`, or why it failed. */
  status: string;
  /** Seconds. */
  duration: number;
}

export interface DelivererOptions {
  url: string;
  secret: string;
  hookId: number;
  /** The App whose hook it is. */
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

/** Sends deliveries to one webhook address with GitHub's headers, signed. */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const { url, secret, timeoutMs = 10_000, keepRecords = 1_000 } = options;
  const log: DeliveryRecord[] = [];

  async function deliver(delivery: Delivery, signal?: AbortSignal): Promise<DeliveryRecord> {
    const { guid, event, action, body } = delivery;
    const started = performance.now();
    const delivered_at = new Date().toISOString();
    const timeout = AbortSignal.timeout(timeoutMs);
    const answer = await send(url, {
      method: 'POST',
      headers: headersOf(delivery, options, signBody(secret, body)),
      body,
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    });
    const duration = Math.round(performance.now() - started) / 1_000;
    const record = { guid, event, action, delivered_at, ...answer, duration };
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

function headersOf({ guid, event }: Delivery, options: DelivererOptions, signatures: object) {
  return {
    Accept: '*/*',
    'Content-Type': 'application/json',
    // GitHub's sender names its build; any seven hex digits do.
    'User-Agent': `GitHub-Hookshot/${options.hookId.toString(16).padStart(7, '0').slice(-7)}`,
    'X-GitHub-Delivery': guid,
    'X-GitHub-Event': event,
    'X-GitHub-Hook-ID': String(options.hookId),
    'X-GitHub-Hook-Installation-Target-ID': String(options.appId),
    'X-GitHub-Hook-Installation-Target-Type': 'integration',
    ...signatures,
  };
}
