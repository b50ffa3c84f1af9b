import type { FeedEntry } from './create-subscriber.ts';

const maxEntries = 10_000;
const maxCharacters = 8 * 1_048_576;

/** The last entries that were read, for subscribers that reconnect. */
export interface RecentEntries {
  /** Adds the next ones. */
  add(entries: readonly FeedEntry[]): void;
  /** The entries after a position, the first and as many more as fit into so many characters; null if not all are kept. */
  after(position: number, characters: number): readonly FeedEntry[] | null;
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
    after(position, maximum) {
      if (position < from) return null;
      const first = entries.findLastIndex(({ change }) => change.seq <= position) + 1;
      let size = 0;
      const fits = ({ text }: FeedEntry) => {
        size += text.length;
        return size <= maximum;
      };
      let end = first + 1;
      if (entries[first] !== undefined) fits(entries[first]);
      for (let next = entries[end]; next !== undefined && fits(next); next = entries[end]) end += 1;
      return entries.slice(first, end);
    },
    clear(position) {
      [entries, from, characters] = [[], position, 0];
    },
  };
}
