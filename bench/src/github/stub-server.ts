// A GitHub that returns the same response to everything, immediately, with a large remaining limit.
import { createServer } from 'node:http';

const body = JSON.stringify({ id: 1, number: 1, state: 'open', title: 'A stub', labels: [], comments: 0 });
const limit = 1_000_000;
const resetAt = Math.floor(Date.now() / 1_000) + 3_600;
const used = new Map<string, number>();

const server = createServer(({ headers: { authorization = '' } }, response) => {
  const mine = (used.get(authorization) ?? 0) + 1;
  used.set(authorization, mine);
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    etag: '"one"',
    'x-ratelimit-limit': limit,
    'x-ratelimit-used': mine,
    'x-ratelimit-remaining': limit - mine,
    'x-ratelimit-reset': resetAt,
    'x-ratelimit-resource': 'core',
  });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: Reflect.get(server.address() ?? {}, 'port') });
});
process.once('disconnect', () => process.exit(0));
