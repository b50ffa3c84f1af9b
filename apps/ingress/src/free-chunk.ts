/**
 * Gives the memory of a chunk back at once; the chunk is empty then. Left to the garbage collector, gigabytes of
 * chunks outside its heap pile up before it comes to them.
 */
export function freeChunk({ buffer, byteLength }: Buffer): void {
  // Small buffers share their memory with others.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
