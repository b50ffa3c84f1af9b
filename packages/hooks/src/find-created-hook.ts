import type { Database } from '@hubtwin/database';
import type { CallOptions } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { OpenHookTarget } from './open-hook-target.ts';

/** A hook that GitHub may have created. */
export interface SoughtHook {
  url: string;
  /** Null: all. */
  events: readonly string[] | null;
  createdAt: Date;
}

const listed = z.looseObject({
  id: z.int(),
  created_at: z.iso.datetime(),
  events: z.array(z.string()),
  config: z.looseObject({ url: z.string().optional() }),
});

/** Maximum difference between GitHub's clock and ours. */
const skewMs = 5 * 60_000;

/** Finds the hook that GitHub created although its answer was lost: it has our URL, is recent, and has no config. */
export async function findCreatedHook(
  database: Kysely<Database>,
  target: OpenHookTarget,
  { url, events, createdAt }: SoughtHook,
  call: CallOptions,
): Promise<number | null> {
  const wanted = [...(events ?? ['*'])].sort().join();
  const found: number[] = [];
  for await (const { items } of target.list(call)) {
    const hooks = items.map((item) => listed.parse(item));
    found.push(
      ...hooks
        .filter(({ config }) => config.url === url)
        .filter((hook) => [...hook.events].sort().join() === wanted)
        .filter(({ created_at }) => Date.parse(created_at) >= createdAt.getTime() - skewMs)
        .map(({ id }) => id),
    );
  }
  if (found.length === 0) return null;
  const known = await database
    .selectFrom('webhook_configs')
    .select('hook_id')
    .where('hook_id', 'in', found)
    .execute();
  return found.find((id) => !known.some(({ hook_id }) => hook_id === id)) ?? null;
}
