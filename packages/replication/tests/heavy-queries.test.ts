import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connectGitHub, createLocalBudgetStore } from '@hubtwin/github';
import { startTelemetry } from '@hubtwin/telemetry';
import { expect, test } from 'vitest';
import { createNodeQuery } from '../src/fetch/query-nodes.ts';

const count = 40;
/** The maximum of nodes that GitHub answers at once. */
const maxNodes = 6;
const idsOf = Array.from({ length: count }, (_, nth) => `n${nth}`);

type Node = { id: string; refs: object | null } | null;
interface Query {
  ids: readonly string[];
  nodes: readonly Node[];
}
type Answer = (response: ServerResponse, query: Query) => void;

const json = (response: ServerResponse, body: object, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
const page = (response: ServerResponse, status: number) =>
  response.writeHead(status, { 'content-type': 'text/html' }).end('<html><body>Unicorn!</body></html>');
const message = 'Something went wrong while executing your query. This may be the result of a timeout.';
const exceeded = { type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded.' };
/** The answer has only the first nodes, and an error for the others. */
const cutAt = (at: number, { nodes }: Query, error: (nth: number) => object) => ({
  data: { nodes: nodes.map((node, nth) => (nth < at ? node : null)) },
  errors: nodes.slice(at).map((_, nth) => error(at + nth)),
});

/** GitHub's answers to a query that is too heavy. */
const heavy: [string, Answer][] = [
  ['502 with a body of GraphQL', (response) => json(response, { data: null, errors: [{ message }] }, 502)],
  ['502 without a body', (response) => response.writeHead(502).end()],
  ['504 with a page', (response) => page(response, 504)],
  ['500 with a page', (response) => page(response, 500)],
  ['200 with a page', (response) => page(response, 200)],
  ['200 without data', (response) => json(response, { data: null, errors: [{ message }] })],
  ['200 with errors alone', (response) => json(response, { errors: [{ message }] })],
  ['200 without nodes', (response) => json(response, { data: { nodes: null }, errors: [{ message }] })],
  ['200 that names its limit', (response) => json(response, { data: null, errors: [exceeded] })],
  [
    'a body that is cut short',
    (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":'),
  ],
  ['a connection that ends', (response) => response.destroy()],
  ['no answer in time', () => {}],
  [
    '200 with some nodes, and its limit for each other',
    (response, query) =>
      json(
        response,
        cutAt(3, query, (nth) => ({ ...exceeded, path: ['nodes', nth] })),
      ),
  ],
  [
    '200 with some nodes, and an error of none',
    (response, query) => json(response, { ...cutAt(2, query, () => ({})), errors: [{ message }] }),
  ],
  [
    '200 with parts of nodes, and its limit for the other parts',
    (response, { nodes }) =>
      json(response, {
        data: { nodes: nodes.map((node) => node && { ...node, refs: null }) },
        errors: nodes.map((_, nth) => ({ ...exceeded, path: ['nodes', nth, 'refs'] })),
      }),
  ],
];

/** A GitHub that gives this answer to queries with too many nodes, or with one of these. */
async function start(answer: Answer, { bad = [] }: { bad?: readonly string[] } = {}) {
  await using owned = new AsyncDisposableStack();
  let queries = 0;
  const server = createServer(async (request, response) => {
    queries += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { variables } = JSON.parse(Buffer.concat(chunks).toString());
    const ids: string[] = variables.ids;
    const query = { ids, nodes: ids.map((id) => ({ id, refs: {} })) };
    if (ids.length > maxNodes || ids.some((id) => bad.includes(id))) answer(response, query);
    else json(response, { data: { nodes: query.nodes } });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  owned.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const { meter, logger } = owned.use(await startTelemetry('test', { logLevel: 'silent' }));
  const client = owned.use(
    connectGitHub({
      baseUrl: `http://127.0.0.1:${port}`,
      tokens: [`ghp_${'a'.repeat(36)}`],
      app: null,
      strategy: 'aggressive',
      timeoutMs: 150,
      retryCount: 0,
      maxPerHour: null,
      budgetStore: createLocalBudgetStore(),
      redisUrl: undefined,
      keys: null,
      meter,
      logger,
    }),
  );
  const disposal = owned.move();
  return {
    view: client.forTokens(),
    queries: () => queries,
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}
const call = { priority: 'critical' } as const;
const fields = '... on Repository { id refs { totalCount } }';

test.each(heavy)('a query that is too heavy is halved until it is answered: %s', async (_, answer) => {
  await using github = await start(answer);
  const found = await createNodeQuery({ fields })(github.view, idsOf, call);
  expect(found.map(({ id, node, failure }) => ({ id, node, failure }))).toEqual(
    idsOf.map((id) => ({ id, node: { id, refs: {} }, failure: null })),
  );
  expect(github.queries()).toBeLessThanOrEqual(2 * Math.ceil(count / maxNodes) + 20);
});

test.each(heavy)('one node that fails in any query does not affect the others: %s', async (_, answer) => {
  await using github = await start(answer, { bad: ['n7'] });
  const found = await createNodeQuery({ fields })(github.view, idsOf, call);
  expect(found.map(({ id }) => id)).toEqual(idsOf);
  const others = found.filter(({ id }) => id !== 'n7');
  expect(others.map(({ node }) => node)).toEqual(others.map(({ id }) => ({ id, refs: {} })));
});

test('an invalid query is an error at once, with any number of nodes', async () => {
  const error = { type: 'undefinedField', message: "Field 'refs' doesn't exist on type 'Repository'" };
  await using github = await start((response) => json(response, { data: null, errors: [error] }));
  await expect(createNodeQuery({ fields })(github.view, idsOf, call)).rejects.toThrow("doesn't exist");
  expect(github.queries()).toBe(1);
});
