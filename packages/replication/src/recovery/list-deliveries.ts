import type { CallOptions, PagePosition } from '@hubtwin/github';
import { z } from 'zod';
import type { DeliverySource } from './delivery-source.ts';

const attempt = z.looseObject({
  /** Digits if it exceeds 2^53, as returned by `parseJson`. */
  id: z.union([z.int(), z.string().regex(/^\d+$/)]).transform(String),
  guid: z.guid(),
  delivered_at: z.coerce.date(),
  /** 0 or no code means that GitHub got no response. */
  status_code: z.number().nullish(),
});

/** One attempt at a delivery. */
export interface Attempt {
  /** In digits. */
  id: string;
  guid: string;
  deliveredAt: Date;
  /** Whether the ingress responded: not a timeout, nor a proxy in front of an unavailable service. */
  answered: boolean;
}

export interface AttemptPage {
  /** Newest first. */
  attempts: Attempt[];
  /** The number of listed objects that are not valid attempts. */
  unreadable: number;
  /** By GitHub's clock. */
  requestedAt: Date;
  /** The position of the next page; null: this is the last one. */
  next: PagePosition | null;
}

/**
 * Lists the attempts that GitHub made, page by page, 100 each unless that is too heavy for GitHub.
 *
 * @param from the position that the previous page returned; null: the newest attempt.
 * @throws what the client throws.
 * @see https://docs.github.com/rest/apps/webhooks#list-deliveries-for-an-app-webhook
 */
export async function* listDeliveries(
  { github, path, parameters }: DeliverySource,
  from: PagePosition | null,
  call: CallOptions,
): AsyncGenerator<AttemptPage, void, undefined> {
  const options = { ...call, from: from ?? undefined, isByCursor: true };
  for await (const { items, nulls, response, next } of github.pages(`GET ${path}`, parameters, options)) {
    const attempts = items.flatMap((item) => {
      const { data } = attempt.safeParse(item);
      return data === undefined ? [] : [toAttempt(data)];
    });
    const unreadable = nulls + items.length - attempts.length;
    yield { attempts, unreadable, requestedAt: response.requestedAt, next };
  }
}

function toAttempt({ id, guid, delivered_at, status_code }: z.output<typeof attempt>): Attempt {
  const code = status_code ?? 0;
  return { id, guid, deliveredAt: delivered_at, answered: code > 0 && code < 500 };
}
