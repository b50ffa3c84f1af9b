import type { CallOptions, PagePosition } from '@hubtwin/github';
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
  /** How many listed objects are none that can be read as an attempt. */
  unreadable: number;
  /** By GitHub's clock. */
  askedAt: Date;
  /** Where GitHub's next page begins; null: this one is the last. */
  next: PagePosition | null;
}

/**
 * The attempts that GitHub made, page by page, 100 of them unless that is too heavy for GitHub.
 *
 * @param from where to begin, as a page before said; null: at the newest.
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
    yield { attempts, unreadable, askedAt: response.askedAt, next };
  }
}

function toAttempt({ id, guid, delivered_at, status_code }: z.output<typeof attempt>): Attempt {
  const code = status_code ?? 0;
  return { id, guid, deliveredAt: delivered_at, answered: code > 0 && code < 500 };
}
