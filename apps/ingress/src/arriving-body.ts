import { type BlockPool, blockBytes } from './block-pool.ts';
import type { ByteBudget } from './byte-budget.ts';
import { freeChunk } from './free-chunk.ts';
import type { ReadTurns } from './read-turns.ts';
import { Refusal } from './refusal.ts';

/** The memory for bodies until they are verified. */
export interface BodyMemory {
  budget: ByteBudget;
  pool: BlockPool;
  turns: ReadTurns;
}

/**
 * A body that is not verified yet, in chunks; iterating over it throws a Refusal 503 once its memory was revoked
 * for others. Disposing frees the memory.
 */
export interface ArrivingBody extends AsyncIterable<Buffer>, Disposable {
  readonly bytes: number;
  /** The whole body, if it arrived in one chunk and its memory was not revoked; else null. */
  readonly whole: Buffer | null;
  /** Copies the chunk, and frees it. */
  append(chunk: Buffer): void;
  /** Keeps the chunk, which is the whole body. */
  appendWhole(chunk: Buffer): void;
  /** The body in one buffer, which the caller owns; this one is disposed. @throws Refusal 503 as above. */
  takeWhole(): Buffer;
}

/** Hashing these takes one to three milliseconds. */
const bytesPerTurn = 8 * blockBytes;

/** @param revoked is called with a Refusal 503 if the memory is needed for others, or exhausted. */
export function openBody(
  { budget, pool, turns }: BodyMemory,
  sender: string,
  revoked: (refusal: Refusal) => void,
): ArrivingBody {
  let bytes = 0;
  let room = 0;
  let whole: Buffer | null = null;
  let blocks: Buffer[] = [];
  let refusal: Refusal | null = null;
  const claim = budget.claim('arriving', sender, () => refuse());

  const giveBack = () => {
    claim[Symbol.dispose]();
    for (const block of blocks) pool.give(block);
    blocks = [];
    whole = null;
  };
  const refuse = () => {
    refusal = new Refusal(503, 'capacity', 'too many requests in progress', 2);
    giveBack();
    revoked(refusal);
  };
  const pieces = function* () {
    if (whole !== null) yield whole;
    for (let n = 0; n < blocks.length; n += 1) {
      const piece = blocks[n]?.subarray(0, bytes - n * blockBytes);
      if (piece !== undefined) yield piece;
    }
    if (refusal !== null) throw refusal;
  };
  const piecesInTurns = async function* () {
    let inTurn = 0;
    for (const piece of pieces()) {
      yield piece;
      inTurn += piece.length;
      if (inTurn < bytesPerTurn) continue;
      await turns.next();
      inTurn = 0;
    }
  };
  const appendChunk = (part: Buffer) => {
    if (room === 0) {
      if (!claim.grow(blockBytes)) return refuse();
      blocks.push(pool.take());
      room = blockBytes;
    }
    const block = blocks.at(-1);
    const copied = block === undefined ? 0 : part.copy(block, blockBytes - room);
    room -= copied;
    bytes += copied;
    if (copied < part.length) appendChunk(part.subarray(copied));
  };
  return {
    get bytes() {
      return bytes;
    },
    get whole() {
      return whole;
    },
    append(chunk) {
      if (refusal === null) appendChunk(chunk);
      freeChunk(chunk);
    },
    appendWhole(chunk) {
      if (!claim.grow(chunk.length)) return refuse();
      whole = chunk;
      bytes = chunk.length;
    },
    [Symbol.asyncIterator]: piecesInTurns,
    takeWhole() {
      const taken = whole ?? Buffer.concat([...pieces()], bytes);
      giveBack();
      return taken;
    },
    [Symbol.dispose]: giveBack,
  };
}
