import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { GitHubClient } from '../src/create-github-client.ts';
import {
  GitHubAuthenticationError,
  GitHubError,
  GitHubGoneError,
  GitHubNotFoundError,
  GitHubPermissionError,
  GitHubServerError,
  GitHubTimeoutError,
  GitHubUnavailableError,
  GitHubValidationError,
} from '../src/errors.ts';
import type { Moved } from '../src/gate/create-gate.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

let github: TestGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github[Symbol.asyncDispose]());

const storefront = { owner: 'demo-org', repo: 'storefront' };
const get = 'GET /repos/{owner}/{repo}';
const createLabel = 'POST /repos/{owner}/{repo}/labels';
const urgent = { priority: 'critical' } as const;
const sent = (filter: Parameters<TestGitHub['rest']['log']['list']>[0] = {}) => github.rest.log.list(filter);

describe('conditional requests', () => {
  test('an unchanged response is requested with its ETag, costs nothing, and is complete', async () => {
    await using client = github.connect();
    const view = client.forTokens();
    const first = await view.request(get, storefront, urgent);
    const second = await view.request(get, storefront, urgent);
    expect(second).toMatchObject({ status: 200, fromStore: true, data: first.data });
    expect(sent().map(({ status, cost }) => [status, cost])).toEqual([
      [200, 1],
      [304, 0],
    ]);
    github.simulator.commands.star({ repository: 'storefront', by: 'ada-okafor' });
    expect(await view.request(get, storefront, urgent)).toMatchObject({ fromStore: false });
  });

  test('a one-time response is not stored, and callers cannot change stored ones', async () => {
    await using client = github.connect();
    const view = client.forTokens();
    await view.request(get, storefront, { ...urgent, once: true });
    const first = await view.request(get, storefront, urgent);
    expect(first.fromStore).toBe(false);
    const { name } = first.data;
    first.data.name = 'changed by a caller';
    const second = await view.request(get, storefront, urgent);
    expect(second).toMatchObject({ fromStore: true, data: { name } });
  });

  test('a token never receives a response stored for another token', async () => {
    await using client = github.connect();
    await client.forTokens().request(get, storefront, urgent);
    await client.forInstallation(github.installationId).request(get, storefront, urgent);
    expect(sent({ route: 'GET /repos/:owner/:repo' }).map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('concurrent equal reads', () => {
  test('are one request', async () => {
    await using client = github.connect();
    const view = client.forTokens();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => view.request(get, storefront, urgent)),
    );
    expect(new Set(answers.map(({ data }) => data.id)).size).toBe(1);
    expect(sent()).toHaveLength(1);
  });

  test('of higher priority do not wait for one of lower priority', async () => {
    await using client = github.connect();
    const view = client.forTokens();
    await Promise.all([
      view.request(get, storefront, { priority: 'low' }),
      view.request(get, storefront, urgent),
    ]);
    expect(sent()).toHaveLength(2);
  });

  test('are answered even if one caller aborts', async () => {
    await using client = github.connect();
    github.rest.faults.add({ fault: { kind: 'latency', ms: 100 }, count: 1 });
    const view = client.forTokens();
    const impatient = view.request(get, storefront, { ...urgent, signal: AbortSignal.timeout(20) });
    const retried = view.request(get, storefront, urgent);
    await expect(impatient).rejects.toThrow('aborted due to timeout');
    expect((await retried).data.name).toBe('storefront');
    expect(sent()).toHaveLength(1);
  });

  test('that are aborted before they are sent hold no place in the budget', async () => {
    await using client = github.connect();
    const view = client.forTokens();
    await view.request(get, storefront, urgent);
    const inFlight = async () => (await client.budgets()).map((budget) => budget.inFlight);
    const stop = new AbortController();
    const requested = view.request(get, storefront, { ...urgent, signal: stop.signal });
    await new Promise(setImmediate);
    expect(await inFlight()).toEqual([1]);
    stop.abort(new Error('given up'));
    await expect(requested).rejects.toThrow('given up');
    await expect.poll(inFlight).toEqual([0]);
    expect(sent()).toHaveLength(1);
  });

  test('are not combined if they are writes', async () => {
    await using client = github.connect();
    const view = client.forTokens();
    const add = (name: string) => view.request(createLabel, { ...storefront, name, color: 'ffffff' }, urgent);
    const outcomes = await Promise.allSettled([add('same'), add('same')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('every failure has its own error class', () => {
  const cases: [string, new (...args: never[]) => Error, (github: TestGitHub) => Promise<unknown>][] = [
    [
      '401',
      GitHubAuthenticationError,
      ({ connect }) => connect().forToken('ghp_wrong').request(get, storefront),
    ],
    [
      '404',
      GitHubNotFoundError,
      ({ connect }) => connect().forTokens().request(get, { owner: 'no', repo: 'no' }),
    ],
    [
      '410',
      GitHubGoneError,
      async ({ connect, simulator: { commands } }) => {
        const scene = { repository: 'storefront', by: 'ada-okafor' };
        const { value } = commands.openIssue({ ...scene, title: 'x' });
        commands.deleteIssue({ ...scene, number: value.number });
        const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}';
        return await connect()
          .forTokens()
          .request(route, { ...storefront, issue_number: value.number });
      },
    ],
    [
      '403',
      GitHubPermissionError,
      ({ connect, rest, simulator, installationId }) => {
        const installation = simulator.world.installations.get(installationId);
        if (installation === undefined) throw new Error('not installed');
        const { token } = rest.credentials.mintInstallationToken(installation, { permissions: {} });
        return connect().forToken(token).request('GET /repos/{owner}/{repo}/issues', storefront);
      },
    ],
    [
      '422',
      GitHubValidationError,
      ({ connect }) =>
        connect()
          .forTokens()
          .request(createLabel, { ...storefront, name: 'x', color: 'no color' }),
    ],
  ];
  test.each(cases)('%s', async (status, kind, ask) => {
    const error: unknown = await ask(github).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ status: Number(status), requestId: expect.any(String) });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('ghp_');
  });

  test("422 contains GitHub's own errors", async () => {
    await using client = github.connect();
    const requested = client
      .forTokens()
      .request(createLabel, { ...storefront, name: 'x', color: 'no color' });
    await expect(requested).rejects.toMatchObject({
      errors: [expect.objectContaining({ resource: 'Label' })],
    });
  });

  test('no response in time', async () => {
    github.rest.faults.add({ fault: { kind: 'timeout' } });
    await using client = github.connect({ timeoutMs: 50, retryCount: 0 });
    const error = await client
      .forTokens()
      .request(get, storefront)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GitHubTimeoutError);
  });

  test('nothing listens', async () => {
    await using client = github.connect({ baseUrl: 'http://127.0.0.1:9', retryCount: 0 });
    const error = await client
      .forTokens()
      .request(get, storefront)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GitHubServerError);
    expect(error).toMatchObject({ status: null });
  });
});

describe('retries', () => {
  test.each([
    ['500', { kind: 'status', status: 500 }, 2],
    ['a connection reset in the body', { kind: 'reset' }, 2],
    ['no answer', { kind: 'timeout' }, 1],
  ] as const)('%s: a read that the caller retries later delays nothing else', async (_, fault, attempts) => {
    github.rest.faults.add({ fault });
    await using client = github.connect({ timeoutMs: fault.kind === 'timeout' ? 200 : 20_000 });
    const requested = client.forTokens().request(get, storefront, { ...urgent, isRetriedLater: true });
    await expect(requested).rejects.toBeInstanceOf(GitHubError);
    expect(sent()).toHaveLength(attempts);
  });

  test.each([
    ['502', { kind: 'status', status: 502 }],
    ['a connection reset in the body', { kind: 'reset' }],
    ['a truncated response', { kind: 'truncated' }],
    ['no answer', { kind: 'timeout' }],
  ] as const)('%s: a read is retried', async (_, fault) => {
    github.rest.faults.add({ fault, count: 2 });
    await using client = github.connect({ timeoutMs: fault.kind === 'timeout' ? 1_000 : 20_000 });
    const { data } = await client.forTokens().request(get, storefront, urgent);
    expect(data.name).toBe('storefront');
    expect(sent()).toHaveLength(3);
  });

  test.each([
    { kind: 'status', status: 502 },
    { kind: 'reset' },
    { kind: 'truncated' },
    { kind: 'timeout' },
  ] as const)('a write that met $kind is not sent twice', async (fault) => {
    github.rest.faults.add({ fault, method: 'POST' });
    await using client = github.connect({ timeoutMs: fault.kind === 'timeout' ? 1_000 : 20_000 });
    const requested = client
      .forTokens()
      .request(createLabel, { ...storefront, name: 'once', color: 'ffffff' }, urgent);
    const kind = fault.kind === 'timeout' ? GitHubTimeoutError : GitHubServerError;
    await expect(requested).rejects.toBeInstanceOf(kind);
    expect(sent({ method: 'POST' })).toHaveLength(1);
  });

  test('they end at the deadline', async () => {
    github.rest.faults.add({ fault: { kind: 'status', status: 503 } });
    await using client = github.connect({ retryCount: 100 });
    const started = performance.now();
    const error = await client
      .forTokens()
      .request(get, storefront, { ...urgent, deadlineMs: 300 })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GitHubTimeoutError);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  describe('of a failing host', () => {
    const names = ['storefront', 'orders-api', 'handbook', 'forecast'];
    const breaker = { failures: 6, openMs: 500 };
    const soon = { timeout: 20_000, interval: 20 };
    const requestWith = (client: GitHubClient) => (repo: string) =>
      client
        .forTokens()
        .request(get, { owner: 'demo-org', repo }, urgent)
        .catch((thrown: unknown) => thrown);

    test('are detected: requests are paused, and sent again after a while', async () => {
      const fault = github.rest.faults.add({ fault: { kind: 'status', status: 500 } });
      await using client = github.connect({ retryCount: 0, breaker });
      const ask = requestWith(client);
      for (const repo of [...names, ...names].slice(0, 6))
        expect(await ask(repo)).toBeInstanceOf(GitHubServerError);
      const error = await ask('storefront');
      expect(error).toBeInstanceOf(GitHubUnavailableError);
      expect(error).toMatchObject({ retryAt: expect.any(Date) });
      expect(sent()).toHaveLength(6);
      // After the pause, failures in three places are required for the next pause.
      for (const repo of names.slice(0, 3))
        await vi.waitFor(async () => expect(await ask(repo)).toBeInstanceOf(GitHubServerError), soon);
      expect(sent()).toHaveLength(9);
      for (const repo of names) expect(await ask(repo)).toBeInstanceOf(GitHubUnavailableError);
      github.rest.faults.remove(fault);
      await vi.waitFor(async () => expect(await ask('storefront')).toMatchObject({ status: 200 }), soon);
      expect(await ask('handbook')).toMatchObject({ status: 200 });
    });

    test('do not include those of one repository, for any of its requests, by name and by id', async () => {
      const id = github.simulator.world.names.get('demo-org/storefront');
      github.rest.faults.add({
        fault: { kind: 'status', status: 502 },
        path: `/(storefront|repositories/${id})`,
      });
      await using client = github.connect({ breaker });
      const view = client.forTokens();
      const routes = ['issues', 'pulls', 'labels', 'releases', 'milestones', 'branches'];
      const failing = [
        ...routes.map((list) => view.fetch(`GET /repos/{owner}/{repo}/${list}`, storefront, urgent)),
        view.fetch('GET /repositories/{repository_id}', { repository_id: id }, urgent),
      ];
      for (const { reason } of (await Promise.allSettled(failing)).filter(
        (each) => each.status === 'rejected',
      ))
        expect(reason).toBeInstanceOf(GitHubServerError);
      expect(sent().length).toBe(4 * failing.length);
      expect(await requestWith(client)('handbook')).toMatchObject({ status: 200 });
    });

    test('end with the response for any place, even while one repository continues to fail', async () => {
      const fault = github.rest.faults.add({ fault: { kind: 'status', status: 500 } });
      await using client = github.connect({ retryCount: 0, breaker });
      const ask = requestWith(client);
      for (const repo of [...names, ...names].slice(0, 6)) await ask(repo);
      github.rest.faults.remove(fault);
      github.rest.faults.add({ fault: { kind: 'status', status: 500 }, path: '/storefront' });
      await vi.waitFor(async () => expect(await ask('storefront')).toBeInstanceOf(GitHubServerError), soon);
      expect(await ask('storefront')).toBeInstanceOf(GitHubUnavailableError);
      expect(await ask('handbook')).toMatchObject({ status: 200 });
      for (const answer of await Promise.all(names.slice(1).map(ask)))
        expect(answer).toMatchObject({ status: 200 });
      expect(await ask('storefront')).toBeInstanceOf(GitHubServerError);
    });
  });
});

test.each([
  ['cannot answer', { kind: 'status', status: 500 }],
  ['cuts short', { kind: 'reset' }],
  ['returns an HTML page for', { kind: 'answer', status: 502, body: '<html>Unicorn!</html>' }],
  ['returns 503 for', { kind: 'status', status: 503 }],
  ['times out for', { kind: 'status', status: 504 }],
] as const)('a repository that GitHub permanently %s pauses no other', async (_, fault) => {
  github.rest.faults.add({ fault, path: '/storefront' });
  await using client = github.connect({ retryCount: 0, breaker: { failures: 3, openMs: 60_000 } });
  const view = client.forTokens();
  const fails = () => view.request(get, storefront, urgent).catch((thrown: unknown) => thrown);
  for (let nth = 0; nth < 10; nth++) expect(await fails()).toBeInstanceOf(GitHubServerError);
  await Promise.all(
    Array.from({ length: 10 }, async () => expect(await fails()).toBeInstanceOf(GitHubServerError)),
  );
  const { status } = await view.request(get, { owner: 'demo-org', repo: 'handbook' }, urgent);
  expect(status).toBe(200);
});

describe('redirects', () => {
  const rename = () =>
    github.simulator.commands.renameRepository({ repository: 'storefront', by: 'ada-okafor', name: 'shop' });

  test('a renamed repository is found, and its new URL reported', async () => {
    rename();
    const moves: Moved[] = [];
    await using client = github.connect({ onMoved: (moved) => moves.push(moved) });
    const { data } = await client.forTokens().request(get, storefront, urgent);
    expect(data.name).toBe('shop');
    expect(moves).toEqual([
      {
        route: get,
        from: `${github.url}/repos/demo-org/storefront`,
        to: `${github.url}/repositories/${data.id}`,
      },
    ]);
  });

  test('a list keeps its parameters on redirects', async () => {
    rename();
    await using client = github.connect();
    const route = 'GET /repos/{owner}/{repo}/labels';
    const { data } = await client.forTokens().request(route, { ...storefront, per_page: 2 }, urgent);
    expect(data).toHaveLength(2);
  });

  test('no token is sent to another host', async () => {
    await using stranger = await startGitHub();
    await using client = github.connect();
    const route = 'GET /repos/{owner}/{repo}/labels';
    for await (const page of client.forTokens().paginate(route, { ...storefront, per_page: 2 }, urgent)) {
      expect(page.items.length).toBeGreaterThan(0);
      break;
    }
    const elsewhere = { owner: 'demo-org', repo: 'storefront', baseUrl: stranger.url };
    await expect(client.forTokens().request(get, elsewhere, urgent)).rejects.toThrow('another origin');
    expect(stranger.rest.log.list()).toEqual([]);
  });
});

describe('paths', () => {
  const routes = [
    ['GET /repos/{owner}/{repo}', 'owner'],
    ['GET /repos/{owner}/{repo}', 'repo'],
    ['GET /repos/{owner}/{repo}/labels/{name}', 'name'],
    ['GET /users/{username}/installation', 'username'],
    ['DELETE /repos/{owner}/{repo}/labels/{name}', 'name'],
  ] as const;
  const known = { owner: 'demo-org', repo: 'storefront', name: 'bug', username: 'demo-org' };
  const elsewhere = [
    '',
    '.',
    '..',
    '../..',
    '../user',
    'x/..',
    './user',
    'a/../b',
    '..\\user',
    '\ud800',
    undefined,
  ];

  test('a value that would change the route is rejected before it is sent, in every parameter', async () => {
    await using client = github.connect();
    const view = client.forTokens();
    for (const [route, name] of routes) {
      for (const value of elsewhere) {
        const parameters = { ...known, [name]: value };
        await expect(view.fetch(route, parameters, urgent)).rejects.toBeInstanceOf(GitHubValidationError);
        await expect(view.pages(route, parameters, urgent).next()).rejects.toThrow(name);
      }
    }
    expect(sent()).toEqual([]);
  });

  test('any other text stays one segment of the path', async () => {
    await using client = github.connect();
    const view = client.forTokens();
    const text = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((value) => value.isWellFormed() && !/(^|[/\\])\.{1,2}($|[/\\])/.test(value));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(text, fc.constantFrom('%2e%2e', '...', '..%2f', 'a/b', '?x', '#x', ';x')),
        async (name) => {
          const before = sent().length;
          await view
            .fetch('GET /repos/{owner}/{repo}/labels/{name}', { ...storefront, name }, urgent)
            .catch(() => {});
          const requested = sent().slice(before);
          for (const { path } of requested) {
            expect(path).toMatch(/^\/repos\/demo-org\/storefront\/labels\/[^/?#]+$/);
            expect(decodeURIComponent(path.slice('/repos/demo-org/storefront/labels/'.length))).toBe(name);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

test('requests name a version of the API, which GitHub rejects if it is unknown; older servers are sent none', async () => {
  const sent: (string | null)[] = [];
  const spy: typeof fetch = async (input, init) => {
    sent.push(new Headers(init?.headers).get('x-github-api-version'));
    return await fetch(input, init);
  };
  const ask = async (apiVersion: string | null) => {
    await using client = github.connect({ apiVersion, fetch: spy });
    const view = client.forTokens();
    await view.fetch('GET /repos/{owner}/{repo}', { owner: 'demo-org', repo: 'storefront' });
    await view.graphql('query { viewer { login } }', {});
  };
  await ask('2022-11-28');
  await ask(null);
  expect(sent).toEqual(['2022-11-28', '2022-11-28', null, null]);
  await expect(ask('2019-01-01')).rejects.toMatchObject({ status: 400 });
});
