import { type ReplayContext, replay } from './replay.ts';

/** What became of a delivery that was to be processed once more. */
export type ReplayOutcome =
  | 'queued'
  | 'not_found'
  /** A worker is at it just now. */
  | 'in_progress'
  /** Retention has dropped its body. */
  | 'body_gone';

/** Puts one delivery back and hands it to a worker. */
export async function replayOne(guid: string, context: ReplayContext): Promise<ReplayOutcome> {
  if ((await replay([guid], context)) > 0) return 'queued';
  const found = await context.database
    .selectFrom('webhook_deliveries')
    .select('status')
    .where('guid', '=', guid)
    .executeTakeFirst();
  if (found === undefined) return 'not_found';
  return found.status === 'processing' ? 'in_progress' : 'body_gone';
}
