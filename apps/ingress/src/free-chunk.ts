/**
 * Frees the memory of a chunk at once; the chunk is empty then. With the garbage collector, gigabytes of
 * chunks outside its heap would accumulate first.
 */
export function freeChunk({ buffer, byteLength }: Buffer): void {
  // Small buffers share their memory with others.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
