import type { FeedEntry } from './create-subscriber.ts';

const maxEntries = 10_000;
const maxCharacters = 8 * 1_048_576;

/** The last entries that were read, for subscribers that reconnect. */
export interface RecentEntries {
  /** Adds the next ones. */
  add(entries: readonly FeedEntry[]): void;
  /** The entries after a position; null if not all of them are kept. */
  after(position: number): readonly FeedEntry[] | null;
  /** Forgets everything; continues at a position. */
  clear(position: number): void;
}

export function createRecentEntries(): RecentEntries {
  let entries: FeedEntry[] = [];
  /** All entries after this position are kept. */
  let from = 0;
  let characters = 0;
  return {
    add(added) {
      for (const entry of added) characters += entry.text.length;
      entries.push(...added);
      let dropped = 0;
      while (entries.length - dropped > maxEntries || characters > maxCharacters) {
        const entry = entries[dropped];
        if (entry === undefined) break;
        characters -= entry.text.length;
        from = entry.change.seq;
        dropped += 1;
      }
      if (dropped > 0) entries = entries.slice(dropped);
    },
    after(position) {
      if (position < from) return null;
      return entries.slice(entries.findLastIndex(({ change }) => change.seq <= position) + 1);
    },
    clear(position) {
      [entries, from, characters] = [[], position, 0];
    },
  };
}
