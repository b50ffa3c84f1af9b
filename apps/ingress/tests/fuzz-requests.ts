import fc from 'fast-check';
import { rawRequest } from './exchange-raw.ts';
import { headersOf, sign } from './send-delivery.ts';

/** A request of a hostile sender, or an odd one of GitHub. */
export interface FuzzedRequest {
  bytes: Buffer;
  /** The delivery that must be stored for it; null: nothing may be. */
  stored: string | null;
  /** Whose turn it is to end the connection after the bytes. */
  endedBy: 'sender' | 'receiver';
}

interface Parts {
  guid: string;
  body: Buffer;
  signed: boolean;
  headers: Record<string, string | readonly string[]>;
}

const deepJson = Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
const deepObject = Buffer.from('{"a":'.repeat(100_000));

/** Bodies that a parser may choke on; the ingress must not care. */
const bodies: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 4, arbitrary: fc.json().map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 100 }).map((text) => Buffer.from(text)) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      Buffer.alloc(0),
      Buffer.from('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}'),
      Buffer.from('{"title":"\\u0000","\\ud800":"\\udfff"}'),
      Buffer.from('{"title":"\0"}'),
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x22]),
      Buffer.from('{"id":1e400,"n":-0,"big":123456789012345678901234567890}'),
      Buffer.from("payload='; drop table webhook_deliveries; --"),
      Buffer.from('\r\n\r\nPOST /webhooks/github HTTP/1.1\r\nHost: smuggled\r\n\r\n'),
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(deepJson, deepObject) },
);

const printable = fc.string({ unit: fc.constantFrom(...'aZ09 ~!"\'%;:\\/<>{}[]()=,.-_'), maxLength: 40 });
const latin = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) })
  .map((text) => text.replaceAll('\x7f', ''));

/** Headers that have nothing to do with a delivery, of any value that HTTP lets through. */
const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.dictionary(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'Cookie',
    'X-Forwarded-For',
    'Forwarded',
    'X-GitHub-Hook-ID',
    'X-GitHub-Hook-Installation-Target-ID',
    'X-GitHub-Enterprise-Host',
    'User-Agent',
    'Accept-Encoding',
    'Authorization',
    'Traceparent',
    'Upgrade-Insecure-Requests',
    'Range',
    'X-HTTP-Method-Override',
  ),
  fc.oneof(printable, latin, fc.constantFrom('-1', '7', '9'.repeat(30), 'null')),
  { maxKeys: 5 },
);

const parts: fc.Arbitrary<Parts> = fc.record({
  guid: fc.uuid(),
  body: bodies,
  signed: fc.boolean(),
  headers: oddHeaders,
});

function compose({ guid, body, signed, headers }: Parts, change: Partial<Lines> = {}): Buffer {
  const signature = signed ? sign(body) : sign(body, 'not the secret');
  const sent = {
    ...headersOf({ guid, body }),
    'x-hub-signature-256': signature,
    ...headers,
    ...change.headers,
  };
  const lines = Object.entries(sent).flatMap(([name, value]) =>
    [value].flat().map((one) => `${name}: ${one}`),
  );
  return rawRequest(
    [
      change.start ?? 'POST /webhooks/github HTTP/1.1',
      'Host: ingress',
      'Connection: close',
      ...lines,
      ...(change.lines ?? [`Content-Length: ${body.length}`]),
    ],
    change.body ?? body,
  );
}

interface Lines {
  start: string;
  headers: Record<string, string | readonly string[]>;
  /** In place of the honest length. */
  lines: string[];
  /** In place of the body as it was signed. */
  body: Buffer;
}

const chunked = (body: Buffer, size: number) => {
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const piece = body.subarray(at, at + size);
    pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'));
  }
  return Buffer.concat([...pieces, Buffer.from('0\r\n\r\n')]);
};

/** Ways to send a body that Node takes. */
const framings = (body: Buffer): fc.Arbitrary<Partial<Lines>> =>
  fc.oneof(
    fc.constant({}),
    fc
      .integer({ min: Math.max(1, body.length >> 6), max: body.length + 1 })
      .map((size) => ({ lines: ['Transfer-Encoding: chunked'], body: chunked(body, size) })),
    fc
      .constantFrom(
        'POST /webhooks/github',
        'POST /webhooks/github HTTP/1.0',
        'POST /webhooks/github?__proto__[a]=b HTTP/1.1',
        'POST http://elsewhere/webhooks/github HTTP/1.1',
      )
      .map((start) => ({ start })),
  );

/** Deliveries that are sound, however odd: stored exactly when they are signed. */
const wellFormed = parts.chain((it) =>
  framings(it.body).map((framing) => ({
    bytes: compose(it, framing),
    stored: it.signed ? it.guid : null,
    endedBy: 'receiver' as const,
  })),
);

/** Signed, with one header that GitHub would not send so. */
const badHeaders = fc
  .tuple(
    parts,
    fc.constantFrom('X-GitHub-Delivery', 'X-GitHub-Event', 'X-Hub-Signature-256', 'Content-Type'),
    fc.oneof(
      printable.map((text) => `?${text}`),
      latin.map((text) => `?${text}`),
      fc.constantFrom(
        '',
        '__proto__:',
        'sha256=',
        `sha256=${'g'.repeat(64)}`,
        `sha1=${'0'.repeat(40)}`,
        '{}',
      ),
      fc.integer({ min: 1_000, max: 80_000 }).map((length) => '#'.repeat(length)),
      fc.constant(['a', 'b']),
    ),
  )
  .map(([it, name, value]) => {
    const headers = { [name.toLowerCase()]: value };
    return {
      bytes: compose({ ...it, signed: true }, { headers }),
      stored: null,
      endedBy: 'receiver' as const,
    };
  });

/** Signed, with a head that is no HTTP, or only just. */
const badHeads = fc
  .tuple(
    parts,
    fc.constantFrom(
      'Content-Encoding: gzip',
      'X-A: b\r\n c: folded',
      'X-A: b\nX-GitHub-Event: push',
      'X-A: b\rX-GitHub-Event: push',
      'X-A: \0',
      'X-A\0: b',
      ': nameless',
      'no colon',
      'Content-Length: 1',
      'Content-Length: -1',
      'Content-Length: 0x2',
      'Content-Length: +2',
      `Content-Length: ${'9'.repeat(40)}`,
      'Transfer-Encoding: chunked',
      'Transfer-Encoding: gzip, identity',
      'Expect: the impossible',
      `X-Long: ${'y'.repeat(100_000)}`,
      Array.from({ length: 3_000 }, (_, n) => `X-${n}: many`).join('\r\n'),
    ),
  )
  .filter(([{ body }]) => body.length > 2)
  .map(([it, line]) => ({
    bytes: compose({ ...it, signed: true }, { lines: [`Content-Length: ${it.body.length}`, line] }),
    stored: null,
    endedBy: 'receiver' as const,
  }));

/** Signed deliveries that are sent to the wrong place, or in the wrong way. */
const wrongPlaces = fc
  .tuple(
    parts,
    fc.constantFrom(
      'PUT /webhooks/github HTTP/1.1',
      'GET /webhooks/github HTTP/1.1',
      'DELETE /webhooks/github HTTP/1.1',
      'OPTIONS * HTTP/1.1',
      'TRACE /webhooks/github HTTP/1.1',
      'CONNECT ingress:443 HTTP/1.1',
      'PRI * HTTP/2.0',
      'BREW /webhooks/github HTTP/1.1',
      'post /webhooks/github HTTP/1.1',
      'POST /webhooks/github HTTP/9.9',
      'POST  HTTP/1.1',
      'POST /webhooks/../webhooks/github/x HTTP/1.1',
      'POST /webhooks/github/%00 HTTP/1.1',
      'POST /%zz HTTP/1.1',
      'POST //webhooks//github HTTP/1.1',
      'POST /%2e%2e/%2e%2e/etc/passwd HTTP/1.1',
      `POST /${'a/'.repeat(30_000)} HTTP/1.1`,
      'POST /healthz HTTP/1.1',
      'GET /readyz?__proto__[a]=b HTTP/1.1',
    ),
  )
  .map(([it, start]) => ({
    bytes: compose({ ...it, signed: true }, { start }),
    stored: null,
    endedBy: 'receiver' as const,
  }));

/** Signed, and cut off somewhere, or one byte of it changed. */
const damaged = fc
  .tuple(parts, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }))
  .filter(([{ body }]) => body.length > 0)
  .map(([it, share]) => {
    const bytes = compose({ ...it, signed: true });
    return {
      bytes: bytes.subarray(0, Math.floor(bytes.length * share)),
      stored: null,
      endedBy: 'sender' as const,
    };
  });

const changed = fc
  .tuple(parts, fc.nat(), fc.integer({ min: 1, max: 255 }))
  .filter(([{ body }]) => body.length > 0)
  .map(([it, at, mask]) => {
    const body = Buffer.from(it.body);
    const index = at % body.length;
    body[index] = (body[index] ?? 0) ^ mask;
    return { bytes: compose({ ...it, signed: true }, { body }), stored: null, endedBy: 'receiver' as const };
  });

/** A sound delivery, and garbage behind it on the same connection. */
const pipelined = fc.tuple(parts, fc.uint8Array({ minLength: 1, maxLength: 200 })).map(([it, garbage]) => ({
  bytes: Buffer.concat([compose({ ...it, signed: false }), Buffer.from(garbage)]),
  stored: null,
  endedBy: 'receiver' as const,
}));

const noise = fc.uint8Array({ maxLength: 2_000 }).map((bytes) => ({
  bytes: Buffer.from(bytes),
  stored: null,
  endedBy: 'sender' as const,
}));

export const fuzzedRequests: fc.Arbitrary<FuzzedRequest> = fc.oneof(
  { weight: 5, arbitrary: wellFormed },
  { weight: 4, arbitrary: badHeaders },
  { weight: 3, arbitrary: badHeads },
  { weight: 3, arbitrary: wrongPlaces },
  { weight: 2, arbitrary: damaged },
  { weight: 2, arbitrary: changed },
  { weight: 1, arbitrary: pipelined },
  { weight: 1, arbitrary: noise },
);
