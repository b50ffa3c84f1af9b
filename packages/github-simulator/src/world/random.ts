/** A seeded random generator; all generated values of a simulated world come from it. */
export interface Random {
  /** At least 0, less than 1. */
  fraction(): number;
  /** Between `min` and `max`, inclusive. */
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  /** @throws RangeError for an empty list. */
  pick<T>(items: readonly T[]): T;
  /** Up to `count` different items, in random order. */
  sample<T>(items: readonly T[], count: number): T[];
  hex(length: number): string;
  /** A version 4 UUID (RFC 9562). */
  uuid(): string;
  /** The state of the generator, from which another one continues. */
  state(): RandomState;
}

export type RandomState = readonly [a: number, b: number, c: number, counter: number];

/**
 * sfc32 (PractRand): 128 bits of state, so that the sequences of two seeds do not overlap, as those of the 32-bit
 * mulberry32 would: GUIDs of different seeds must not collide in one database.
 */
export function createRandom(from: number | RandomState): Random {
  let [a, b, c, counter] = typeof from === 'number' ? stateOf(from) : from;

  function word(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
  if (typeof from === 'number') for (let round = 0; round < 16; round++) word();

  const fraction = () => word() / 2 ** 32;
  const integer = (min: number, max: number) => min + Math.floor(fraction() * (max - min + 1));

  function pick<T>(items: readonly T[]): T {
    const item = items[integer(0, items.length - 1)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  function sample<T>(items: readonly T[], count: number): T[] {
    const rest = [...items];
    return Array.from({ length: Math.min(count, rest.length) }, () =>
      rest.splice(integer(0, rest.length - 1), 1),
    ).flat();
  }

  function hex(length: number): string {
    // Written at once: a concatenated text would keep its parts, and use four times as much memory.
    const bytes = Buffer.alloc(4 * Math.ceil(length / 8));
    for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32BE(word(), at);
    return bytes.toString('hex').slice(0, length);
  }

  function uuid(): string {
    const variant = (8 + integer(0, 3)).toString(16);
    return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
  }

  return {
    fraction,
    integer,
    chance: (probability) => fraction() < probability,
    pick,
    sample,
    hex,
    uuid,
    state: () => [a, b, c, counter],
  };
}

const stateOf = (seed: number): RandomState => [Math.floor(seed / 2 ** 32) | 0, seed | 0, 0x9e3779b9 | 0, 1];
