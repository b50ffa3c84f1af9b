/**
 * GitHub's global node id: a prefix for the type, then a MessagePack array of numbers in base64url. The
 * array holds 0 (2 for workflow runs), the repository's id where the object lives in one, and its own id.
 */
export function nodeId(prefix: string, ...numbers: readonly number[]): string {
  const parts = [Buffer.of(0x90 | numbers.length), ...numbers.map(packed)];
  return `${prefix}_${Buffer.concat(parts).toString('base64url')}`;
}

function packed(value: number): Buffer {
  if (value < 0x80) return Buffer.of(value);
  if (value < 2 ** 32) {
    const bytes = Buffer.alloc(5, 0xce);
    bytes.writeUInt32BE(value, 1);
    return bytes;
  }
  const bytes = Buffer.alloc(9, 0xcf);
  bytes.writeBigUInt64BE(BigInt(value), 1);
  return bytes;
}
