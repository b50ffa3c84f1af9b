import type { Database } from '../schema.ts';

/** A table with a partition for each day (UTC), and a default one for what no day covers. */
export interface DailyTable {
  name: keyof Database & string;
  /** The time that says which day a row is of. */
  time: string;
  /** The column by which readers follow the table: the greatest value that retention took is remembered. */
  follow?: string;
}

export const webhookBodies: DailyTable = { name: 'webhook_bodies', time: 'received_at' };
export const changes: DailyTable = { name: 'changes', time: 'changed_at', follow: 'seq' };

/** The name of a day's partition; `day` is written as 2026-01-31. */
export const partitionOf = ({ name }: DailyTable, day: string) => `${name}_${day.replaceAll('-', '')}`;

/** The scope of the cursor that says what retention took of a table. */
export const prunedScope = ({ name }: DailyTable) => `pruned:${name}`;
