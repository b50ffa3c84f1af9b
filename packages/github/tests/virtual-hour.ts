import { createRest, createSimulator } from '@hubtwin/github-simulator';
import { metrics } from '@opentelemetry/api';
import inject from 'light-my-request';
import type { BudgetStore } from '../src/budget/budget-store.ts';
import { createBudget } from '../src/budget/create-budget.ts';
import { createPolicy, type StrategyName } from '../src/budget/policy.ts';
import { createGitHubClient } from '../src/create-github-client.ts';
import { createMemoryTokenStore } from '../src/credentials/create-memory-token-store.ts';
import type { CallOptions } from '../src/gate/call.ts';
import type { GitHub } from '../src/github-client.ts';
import { withClock } from './open-stores.ts';

export interface HourOptions {
  /** The real store in which the processes share the budget. */
  store: BudgetStore;
  processes: number;
  limit: number;
  strategy: StrategyName;
  /** Requests per hour of another client of the same credential, evenly spaced. */
  strangers: number;
  /** Requests per hour of this priority, at random times. */
  critical: number;
  high: number;
  normal: number;
  /** How many requests of a priority each process always has waiting. */
  endless: { priority: 'normal' | 'low'; count: number };
  /** Advances the timers to the next one, and runs what is due. */
  advanceToNextTimer(): Promise<unknown>;
}

export interface Hour {
  /** 403 and 429 responses that we received. */
  refused: number;
  /** Our requests that were not free. */
  used: number;
  strangers: number;
  /** Milliseconds that critical requests waited before they were sent; infinite for those that never were. */
  criticalWaits: number[];
  /** When the others were sent, in milliseconds since the start. */
  sent: Record<'high' | 'normal' | 'low', number[]>;
}

const hourMs = 3_600_000;
const latencyMs = 50;

/**
 * Simulates an hour of a fleet that shares one credential, with fake timers of the caller: GitHub is simulated in this
 * process, and a response takes 50 ms. The store is real, and takes no virtual time. The hour is one window of GitHub.
 */
export async function runHour(options: HourOptions): Promise<Hour> {
  const host = 'http://github.test';
  const simulator = createSimulator({
    seed: 7,
    host: { api: host, html: host, avatars: host, uploads: host },
  });
  const rest = createRest({ simulator });
  const token = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const stop = new AbortController();
  const start = Date.now();
  const sentAt = new Map<string, number>();

  const fetchInProcess: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    sentAt.set(url.searchParams.get('page') ?? '', Date.now());
    await new Promise((resolve) => setTimeout(resolve, latencyMs / 2));
    const headers = Object.fromEntries(new Headers(init?.headers));
    const answer = await inject(rest.handler, { method: 'GET', url: url.pathname + url.search, headers });
    await new Promise((resolve) => setTimeout(resolve, latencyMs / 2));
    const answered = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) answered.set(name, String(value));
    return new Response(answer.payload, { status: answer.statusCode, headers: answered });
  };

  const { store, questions } = counted(withClock(options.store, Date.now));
  async function advance(ms: number): Promise<void> {
    let isOver = false;
    setTimeout(() => {
      isOver = true;
    }, ms);
    while (!isOver) {
      do {
        await questions.answered;
        await new Promise((resolve) => setImmediate(resolve));
      } while (questions.open > 0);
      await options.advanceToNextTimer();
    }
  }

  const fleet = Array.from({ length: options.processes }, () =>
    createGitHubClient({
      baseUrl: host,
      tokens: [token],
      app: null,
      budget: createBudget({
        store,
        policy: createPolicy({ strategy: options.strategy }),
        elapsed: Date.now,
      }),
      tokenStore: createMemoryTokenStore(),
      meter: metrics.getMeter('test'),
      fetch: fetchInProcess,
    }).forTokens(),
  );

  const hour: Hour = {
    refused: 0,
    used: 0,
    strangers: 0,
    criticalWaits: [],
    sent: { high: [], normal: [], low: [] },
  };
  let lastRequest = 0;
  // Alternates routes, so that the limit of one endpoint does not dominate.
  const routes = [
    'labels',
    'issues',
    'pulls',
    'releases',
    'milestones',
    'branches',
    'commits',
    'contributors',
  ];
  async function request(github: GitHub, priority: NonNullable<CallOptions['priority']>): Promise<void> {
    lastRequest += 1;
    const n = `${lastRequest}`;
    const requested = Date.now();
    const route =
      `GET /repos/{owner}/{repo}/${routes[lastRequest % routes.length]}` as 'GET /repos/{owner}/{repo}/labels';
    const parameters = { owner: 'demo-org', repo: 'storefront', page: lastRequest };
    try {
      await github.request(route, parameters, { priority, signal: stop.signal });
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
    const sent = sentAt.get(n);
    if (priority === 'critical') hour.criticalWaits.push((sent ?? Number.POSITIVE_INFINITY) - requested);
    else if (sent !== undefined) hour.sent[priority].push(sent - start);
  }

  const loops: Promise<unknown>[] = [];
  for (const github of fleet) {
    for (let nth = 0; nth < options.endless.count; nth++) {
      loops.push(
        (async () => {
          while (!stop.signal.aborted) await request(github, options.endless.priority);
        })(),
      );
    }
  }
  const random = simulator.world.random;
  const atRandom = (count: number, act: () => void) => {
    for (let nth = 0; nth < count; nth++) setTimeout(act, random.fraction() * hourMs);
  };
  const anyone = () => random.pick(fleet);
  atRandom(options.critical, () => loops.push(request(anyone(), 'critical')));
  atRandom(options.normal, () => loops.push(request(anyone(), 'normal')));
  atRandom(options.high, () => loops.push(request(anyone(), 'high')));
  const payer = `user:${[...simulator.world.accounts.values()].find(({ login }) => login === 'ada-okafor')?.id}`;
  rest.budgets.set(payer, 'core', { limit: options.limit });
  atRandom(options.strangers, () => {
    rest.budgets.charge(payer, 'core', 1);
    hour.strangers += 1;
  });

  await advance(hourMs - 1_000);
  stop.abort();
  await advance(10_000);
  await Promise.all(loops);
  for (const { status, cost } of rest.log.list()) {
    if (status === 403 || status === 429) hour.refused += 1;
    hour.used += cost;
  }
  return hour;
}

/** A store, and its number of pending queries. */
function counted(store: BudgetStore) {
  const questions = { open: 0, answered: Promise.resolve() };
  let allAnswered = () => {};
  async function count<T>(question: Promise<T>): Promise<T> {
    if (questions.open === 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      questions.answered = promise;
      allAnswered = resolve;
    }
    questions.open += 1;
    try {
      return await question;
    } finally {
      questions.open -= 1;
      if (questions.open === 0) allAnswered();
    }
  }
  const counting: BudgetStore = {
    read: (credential) => count(store.read(credential)),
    swap: (credential, change) => count(store.swap(credential, change)),
    list: () => count(store.list()),
  };
  return { store: counting, questions };
}
