import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { readHeaders } from './read-headers.ts';
import { Refusal } from './refusal.ts';

const guid = '72d3162e-cc78-11e3-81ab-4c9367dc0958';
const good = {
  'User-Agent': 'GitHub-Hookshot/044aadd',
  'Content-Type': 'application/json',
  'X-GitHub-Delivery': guid,
  'X-GitHub-Event': 'pull_request_review',
  'X-GitHub-Hook-ID': '292430182',
  'X-Hub-Signature': `sha1=${'7d'.repeat(20)}`,
  'X-Hub-Signature-256': `sha256=${'0e'.repeat(32)}`,
  Cookie: 'a=b',
  Authorization: 'Bearer of something',
};

/** A request as Node parses it; an array repeats a header. */
function request(headers: Record<string, string | string[] | undefined>): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) message.rawHeaders.push(name, one);
  }
  return message;
}

function refusalOf(headers: Parameters<typeof request>[0]): Partial<Refusal> {
  try {
    readHeaders(request(headers));
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, reason: error.reason };
    throw error;
  }
  return {};
}

test("GitHub's headers are read, and only those about the delivery are kept, without the signature", () => {
  expect(readHeaders(request(good))).toEqual({
    guid,
    event: 'pull_request_review',
    hookId: 292_430_182,
    signature: Buffer.alloc(32, 0x0e),
    kept: {
      'user-agent': 'GitHub-Hookshot/044aadd',
      'content-type': 'application/json',
      'x-github-delivery': guid,
      'x-github-event': 'pull_request_review',
      'x-github-hook-id': '292430182',
    },
  });
});

test('a GUID in upper case is the same GUID', () => {
  expect(readHeaders(request({ ...good, 'X-GitHub-Delivery': guid.toUpperCase() })).guid).toBe(guid);
});

test.each([
  'application/json; charset=utf-8',
  'Application/JSON ;charset=utf-8',
  'application/x-www-form-urlencoded',
])('the content type %s is taken', (type) => {
  expect(refusalOf({ ...good, 'Content-Type': type })).toEqual({});
});

test.each([
  ['missing', undefined],
  ['not a number', 'first'],
  ['zero', '0'],
  ['negative', '-1'],
  ['repeated', ['1', '2']],
  ['larger than a number is exact', '9'.repeat(16)],
])('a hook id that is %s names no hook', (_, id) => {
  expect(readHeaders(request({ ...good, 'X-GitHub-Hook-ID': id })).hookId).toBeNull();
});

test.each([
  ['no delivery', { 'X-GitHub-Delivery': undefined }, 400, 'header'],
  ['two deliveries', { 'X-GitHub-Delivery': [guid, guid] }, 400, 'header'],
  ['a delivery that is not a UUID', { 'X-GitHub-Delivery': `${guid}0` }, 400, 'delivery'],
  ['no event', { 'X-GitHub-Event': undefined }, 400, 'header'],
  ['two events', { 'X-GitHub-Event': ['issues', 'issues'] }, 400, 'header'],
  ['an event that is not a name', { 'X-GitHub-Event': 'issues; drop' }, 400, 'event'],
  ['an event of 65 letters', { 'X-GitHub-Event': 'a'.repeat(65) }, 400, 'event'],
  ['no content type', { 'Content-Type': undefined }, 400, 'header'],
  ['plain text', { 'Content-Type': 'text/plain' }, 400, 'content_type'],
  ['a longer content type', { 'Content-Type': 'application/json5' }, 400, 'content_type'],
  ['a content encoding', { 'Content-Encoding': 'gzip' }, 400, 'content_type'],
  ['no signature', { 'X-Hub-Signature-256': undefined }, 401, 'signature'],
  ['two signatures', { 'X-Hub-Signature-256': ['sha256=a', 'sha256=b'] }, 400, 'header'],
  ['a signature of 63 digits', { 'X-Hub-Signature-256': `sha256=${'0'.repeat(63)}` }, 401, 'signature'],
  ['a signature of 65 digits', { 'X-Hub-Signature-256': `sha256=${'0'.repeat(65)}` }, 401, 'signature'],
  ['a signature without its prefix', { 'X-Hub-Signature-256': '0'.repeat(64) }, 401, 'signature'],
  ['a signature of another hash', { 'X-Hub-Signature-256': `sha1=${'0'.repeat(40)}` }, 401, 'signature'],
])('%s is refused', (_, change, status, reason) => {
  expect(refusalOf({ ...good, ...change })).toEqual({ status, reason });
});
