import { type ReplayContext, replay } from './replay.ts';

/** The result of replaying a delivery. */
export type ReplayOutcome =
  | 'queued'
  | 'not_found'
  /** A worker is processing it. */
  | 'in_progress'
  /** Retention has dropped its body. */
  | 'body_expired';

/** Resets one delivery and enqueues it. */
export async function replayOne(guid: string, context: ReplayContext): Promise<ReplayOutcome> {
  if ((await replay([guid], context)) > 0) return 'queued';
  const found = await context.database
    .selectFrom('webhook_deliveries as d')
    .leftJoin('webhook_attempts as a', 'a.guid', 'd.guid')
    .select('a.guid as claimed')
    .where('d.guid', '=', guid)
    .executeTakeFirst();
  if (found === undefined) return 'not_found';
  return found.claimed === null ? 'body_expired' : 'in_progress';
}
