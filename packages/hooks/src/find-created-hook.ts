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

/** Tolerance for the ages of a hook and of its config, in milliseconds. */
const toleranceMs = 5 * 60_000;

/**
 * Finds the hook that GitHub created although its answer was lost: it has our URL, is not older than its config, and
 * has no config. Ages are compared, each by its own clock, because ours may be wrong. A config from the future was
 * stored while it was ahead: its age is unknown.
 */
export async function findCreatedHook(
  database: Kysely<Database>,
  target: OpenHookTarget,
  { url, events, createdAt }: SoughtHook,
  call: CallOptions,
): Promise<number | null> {
  const wanted = [...(events ?? ['*'])].sort().join();
  const ageMs = Date.now() - createdAt.getTime();
  const maxAgeMs = ageMs < -toleranceMs ? Number.POSITIVE_INFINITY : ageMs + toleranceMs;
  const found: number[] = [];
  for await (const { items, response } of target.list(call)) {
    const now = response.requestedAt.getTime();
    // A hook that cannot be read was created by others.
    const hooks = items.flatMap((item) => listed.safeParse(item).data ?? []);
    found.push(
      ...hooks
        .filter(({ config }) => config.url === url)
        .filter((hook) => [...hook.events].sort().join() === wanted)
        .filter(({ created_at }) => now - Date.parse(created_at) <= maxAgeMs)
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
