import { type CallOptions, nextPositionOf } from '@hubtwin/github';
import { z } from 'zod';
import type { DeliverySource } from './delivery-source.ts';

const attempt = z.looseObject({
  /** Digits where it is beyond 2^53, as `parseJson` reads it. */
  id: z.union([z.int(), z.string().regex(/^\d+$/)]).transform(String),
  guid: z.guid(),
  delivered_at: z.coerce.date(),
  /** GitHub's 0, or no code at all, is that nobody answered. */
  status_code: z.number().nullish(),
});

/** One attempt at a delivery. */
export interface Attempt {
  /** In digits. */
  id: string;
  guid: string;
  deliveredAt: Date;
  /** Whether somebody answered who looked at it: neither silence nor a proxy before a service that is away. */
  answered: boolean;
}

export interface AttemptPage {
  /** Newest first. */
  attempts: Attempt[];
  /** By GitHub's clock. */
  askedAt: Date;
  /** GitHub's cursor of the next page; null: this one is the last. */
  next: string | null;
}

/**
 * One page of the attempts that GitHub made, 100 of them.
 *
 * @param cursor of the page; null: the newest.
 * @throws what the client throws, and ZodError for attempts that are none.
 * @see https://docs.github.com/rest/apps/webhooks#list-deliveries-for-an-app-webhook
 */
export async function listDeliveries(
  { github, path, parameters }: DeliverySource,
  cursor: string | null,
  call: CallOptions,
): Promise<AttemptPage> {
  const asked = { ...parameters, per_page: 100, ...(cursor !== null && { cursor }) };
  const response = await github.ask(`GET ${path}`, asked, call);
  return {
    attempts: z.array(attempt).parse(response.data).map(toAttempt),
    askedAt: response.askedAt,
    next: nextPositionOf(response)?.cursor ?? null,
  };
}

function toAttempt({ id, guid, delivered_at, status_code }: z.output<typeof attempt>): Attempt {
  const code = status_code ?? 0;
  return { id, guid, deliveredAt: delivered_at, answered: code > 0 && code < 500 };
}
