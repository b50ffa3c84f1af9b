/** Reusable memory blocks of one size, which are returned to the system some time after their last use. */
export interface BlockPool extends Disposable {
  take(): Buffer;
  give(block: Buffer): void;
}

export const blockBytes = 65_536;
const blocksPerSlab = 16;
/** Freeing a slab may take the system a millisecond, during which other requests wait. */
const trimEveryMs = 1_000;
const maxTrimmed = 16;
/** A number that only a flood uses: 64 MiB. */
const manySlabs = 64;

/**
 * Blocks are cut from resizable arrays, which have their own pages: freeing one returns them to the system at
 * once. Memory of other buffers stays with the process if the C library has allocations in use behind it.
 *
 * @param options `onFreed` is called once all blocks are free after many bodies used them.
 */
export function createBlockPool({ onFreed = () => {} }: { onFreed?: () => void } = {}): BlockPool {
  let spare: Buffer[] = [];
  /** The fewest spare blocks since the last check: these were not needed. */
  let unused = 0;
  let timer: NodeJS.Timeout | undefined;
  let slabCount = 0;
  let maxSlabs = 0;

  const trim = () => {
    const whole = [...Map.groupBy(spare, ({ buffer }) => buffer)].filter(
      ([, blocks]) => blocks.length === blocksPerSlab,
    );
    const freed = whole.slice(0, Math.min(maxTrimmed, Math.floor(unused / blocksPerSlab)));
    const slabs = new Set(freed.map(([slab]) => slab));
    spare = spare.filter(({ buffer }) => !slabs.has(buffer));
    slabCount -= slabs.size;
    for (const slab of slabs) if (slab instanceof ArrayBuffer) slab.transferToFixedLength(0);
    unused = spare.length;
    if (unused > 0) return;
    clearInterval(timer);
    timer = undefined;
    if (maxSlabs >= manySlabs) onFreed();
    maxSlabs = 0;
  };
  const addSlab = () => {
    const bytes = blocksPerSlab * blockBytes;
    slabCount += 1;
    maxSlabs = Math.max(maxSlabs, slabCount);
    const slab = new ArrayBuffer(bytes, { maxByteLength: bytes });
    for (let start = 0; start < bytes; start += blockBytes) spare.push(Buffer.from(slab, start, blockBytes));
  };
  return {
    take() {
      if (spare.length === 0) addSlab();
      const block = spare.pop();
      if (block === undefined) throw new Error('a new slab has blocks');
      unused = Math.min(unused, spare.length);
      return block;
    },
    give(block) {
      spare.push(block);
      timer ??= setInterval(trim, trimEveryMs).unref();
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
