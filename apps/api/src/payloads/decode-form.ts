/**
 * Decodes the bytes of a form's field `payload`, in chunks; empty if there is none.
 *
 * @see https://url.spec.whatwg.org/#urlencoded-parsing
 */
export async function* decodeForm(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let name: string | null = '';
  /** The start of an escape that was cut at the end of the chunk. */
  let cut = Buffer.alloc(0);
  for await (const piece of pieces) {
    let at = 0;
    while (name !== null && at < piece.length) {
      const byte = piece[at] ?? 0;
      at += 1;
      if (byte === ampersand) name = '';
      else if (byte === equals && isPayload(name)) name = null;
      // A longer name is another field; text after its "=" cannot match either.
      else if (name.length < maxName) name += String.fromCharCode(byte);
    }
    if (name !== null) continue;
    const value = piece.subarray(at);
    const end = value.indexOf(ampersand);
    const isLast = end >= 0;
    const encoded = Buffer.concat([cut, isLast ? value.subarray(0, end) : value]);
    const tail = isLast ? -1 : encoded.lastIndexOf(percent);
    const isCut = tail >= 0 && tail > encoded.length - 3;
    cut = isCut ? Buffer.from(encoded.subarray(tail)) : Buffer.alloc(0);
    yield unescapeInPlace(isCut ? encoded.subarray(0, tail) : encoded);
    if (isLast) return;
  }
  if (cut.length > 0) yield cut;
}

const [ampersand, equals, percent, plus, space] = [0x26, 0x3d, 0x25, 0x2b, 0x20];
const maxName = 64;
const isPayload = (name: string) => new URLSearchParams(name).has('payload') && !name.includes('=');

/** A decoded escape is shorter. */
function unescapeInPlace(bytes: Buffer): Buffer {
  let end = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const high = byte === percent ? hexDigit(bytes[at + 1]) : -1;
    const low = high < 0 ? -1 : hexDigit(bytes[at + 2]);
    if (low >= 0) at += 2;
    bytes[end] = low >= 0 ? high * 16 + low : byte === plus ? space : byte;
    end += 1;
  }
  return bytes.subarray(0, end);
}

function hexDigit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
