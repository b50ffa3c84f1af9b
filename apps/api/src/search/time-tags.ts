/** Bits of the seconds within a block of each level, the smallest first; as `search_tags` indexes them. */
const levels = [14, 18, 22, 26] as const;

/** Times before and after these are indexed as if they were these. */
const latest = 2 ** 32 - 1;

/** What a block of a level begins with in the index: above all numbers of blocks. */
const baseOf = (level: number) => (level + 1) * 2 ** 40;

/**
 * The tags of the fewest blocks of time that have all seconds since 1970 from one to another: at most 154. They may
 * have some hours more at either end.
 */
export function timeTags(from: number, to: number = latest): number[] {
  const clamp = (seconds: number) => Math.min(Math.max(Math.floor(seconds), 0), latest);
  const tags: number[] = [];
  const end = clamp(to);
  let at = clamp(from);
  at -= at % 2 ** levels[0];
  while (at <= end) {
    let chosen = 0;
    for (const [level, bits] of levels.entries()) {
      const isWhole = at % 2 ** bits === 0 && (level === 0 || at + 2 ** bits - 1 <= end);
      if (isWhole) chosen = level;
    }
    const size = 2 ** (levels[chosen] ?? 0);
    tags.push(baseOf(chosen) + at / size);
    at += size;
  }
  return tags;
}
