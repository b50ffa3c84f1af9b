import { createHash, randomUUID } from 'node:crypto';
import {
  type Claim,
  claimDeliveries,
  type FinishedDelivery,
  finishDeliveries,
  storeDeliveries,
} from '@hubtwin/database';
import type { TestApi } from './start-api.ts';

/** Stores a delivery in the inbox, and its end where it has one. @returns its GUID. */
export async function storeDelivery(
  { connection }: TestApi,
  event: string,
  payload: object | string,
  end?: Omit<FinishedDelivery, keyof Claim>,
): Promise<string> {
  const guid = randomUUID();
  const body = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
  const headers = { 'content-type': 'application/json', 'x-github-event': event };
  // Its GUID too: a body that comes again as another event would be parked.
  const bodySha256 = createHash('sha256').update(guid).update(body).digest();
  await storeDeliveries(
    connection.pool,
    [{ guid, event, hookId: 12, webhookConfigId: null, headers, body, bodySha256 }],
    randomUUID(),
  );
  if (end !== undefined) {
    const claimed = await claimDeliveries(connection.database, [guid]);
    await finishDeliveries(
      connection.database,
      claimed.map(({ batch, attempts }) => ({ guid, batch, attempts, ...end })),
    );
  }
  return guid;
}
