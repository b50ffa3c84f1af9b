import type { TrackedList } from '@hubtwin/database';

/** When a list was last read completely; null: never. */
export const readUntilOf = (list: TrackedList | undefined): Date | null =>
  list?.readUntil == null ? null : new Date(list.readUntil);
