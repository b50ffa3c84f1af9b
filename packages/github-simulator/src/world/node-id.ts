/**
 * GitHub's global node id: a prefix for the type, then a MessagePack array in base64url. The array contains 0 (2 for
 * workflow runs), the repository's id if the object belongs to one, and its own id, sha or name.
 */
export function nodeId(prefix: string, ...parts: readonly (number | string)[]): string {
  const packed = parts.map((part) => (typeof part === 'string' ? packedText(part) : packedNumber(part)));
  return `${prefix}_${Buffer.concat([Buffer.of(0x90 | parts.length), ...packed]).toString('base64url')}`;
}

function packedNumber(value: number): Buffer {
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

/** With a 16-bit length for longer texts, as in GitHub's ids of commits. */
function packedText(text: string): Buffer {
  const bytes = Buffer.from(text);
  const head = bytes.length < 32 ? [0xa0 | bytes.length] : [0xda, bytes.length >> 8, bytes.length & 0xff];
  return Buffer.concat([Buffer.from(head), bytes]);
}
