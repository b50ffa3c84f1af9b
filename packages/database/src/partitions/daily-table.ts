import type { Database } from '../schema.ts';

/** A table with a partition for each day (UTC), and a default partition for other days. */
export interface DailyTable {
  name: keyof Database & string;
  /** The column with the time that decides the partition. */
  time: string;
  /** The column by which readers follow the table: the greatest value that retention dropped is stored. */
  follow?: string;
}

export const webhookBodies: DailyTable = { name: 'webhook_bodies', time: 'received_at' };
export const changes: DailyTable = { name: 'changes', time: 'changed_at', follow: 'seq' };

/** The name of a day's partition; `day` has the format 2026-01-31. */
export const partitionOf = ({ name }: DailyTable, day: string) => `${name}_${day.replaceAll('-', '')}`;

/** The scope of the cursor that stores what retention dropped from a table. */
export const prunedScope = ({ name }: DailyTable) => `pruned:${name}`;
