/** Bits of the seconds within a block of each level, the smallest first; as `search_tags` indexes them. */
const levels = [14, 18, 22, 26] as const;

/** Earlier and later times are indexed as these. */
const latest = 2 ** 32 - 1;

/** The prefix of a block of a level in the index: above all numbers of blocks. */
const baseOf = (level: number) => (level + 1) * 2 ** 40;

/**
 * The tags of the fewest blocks of time that cover a range of seconds since 1970: at most 154. They may
 * exceed it by some hours at either end.
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
