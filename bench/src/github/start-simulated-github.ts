import type { populateOrganisation } from '@hubtwin/github-simulator';
import { z } from 'zod';
import { startServer } from '../server-process.ts';

/** An account with its own budgets. */
export interface Account {
  token: string;
  /** The name of its payer in the log. */
  payer: string;
}

/** The simulated GitHub in its own process. Disposing stops it. */
export interface SimulatedGitHub extends AsyncDisposable {
  url: string;
  createAccount(login: string): Promise<Account>;
  /** A token of an existing user. */
  createToken(login: string): Promise<string>;
  /** The number of a payer's requests that GitHub received. */
  requestsOf(payer: string): Promise<{ sent: number; refused: number }>;
  /** All requests since the log was cleared. */
  requests(): Promise<{ route: string | null; resource: string; cost: number; status: number }[]>;
  clearRequests(): Promise<void>;
  /** Sets the latency of all responses. */
  setLatency(ms: number): Promise<void>;
  /** Adds a fault rule of the simulator, which applies until the latency is set. */
  addFault(rule: object): Promise<void>;
  /** Sets the limit of a payer for a resource and window. */
  setLimit(payer: string, resource: string, limit: number): Promise<void>;
  /** Runs a command of the simulator. */
  run(command: string, input: object): Promise<void>;
}

const userAnswer = z.object({ value: z.object({ id: z.int() }) });
const tokenAnswer = z.object({ token: z.string() });
const requestsAnswer = z.array(
  z.object({
    limited: z.string().nullable(),
    route: z.string().nullable(),
    resource: z.string(),
    cost: z.number(),
    status: z.int(),
  }),
);

/** @param population null: the five repositories that the suite `github` requests, with its limits and latency. */
export async function startSimulatedGitHub(
  population: Parameters<typeof populateOrganisation>[1] | null = null,
): Promise<SimulatedGitHub> {
  const server =
    population === null
      ? await startServer('github/simulated-server.ts')
      : await startServer('github/populated-server.ts', [JSON.stringify(population)]);
  async function control<T>(path: string, answer: z.ZodType<T>, init: RequestInit = {}): Promise<T> {
    const headers = { authorization: `Bearer ${server.controlToken}`, 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/_sim/${path}`, { ...init, headers });
    if (!response.ok)
      throw new Error(`the simulator responded with ${response.status}: ${await response.text()}`);
    return answer.parse(await response.json());
  }
  const post = (body: object) => ({ method: 'POST', body: JSON.stringify(body) });
  const createToken = async (login: string) => (await control('tokens', tokenAnswer, post({ login }))).token;
  return {
    url: server.url,
    createToken,
    async createAccount(login) {
      const { value } = await control('commands/createUser', userAnswer, post({ login }));
      const token = await createToken(login);
      return { token, payer: `user:${value.id}` };
    },
    async requestsOf(payer) {
      const requests = await control(`requests?payer=${payer}`, requestsAnswer);
      return { sent: requests.length, refused: requests.filter(({ limited }) => limited !== null).length };
    },
    requests: () => control('requests', requestsAnswer),
    async clearRequests() {
      await control('requests', z.unknown(), { method: 'DELETE' });
    },
    async setLatency(ms) {
      await control('faults', z.unknown(), { method: 'DELETE' });
      if (ms > 0) await control('faults', z.unknown(), post({ fault: { kind: 'latency', ms } }));
    },
    async addFault(rule) {
      await control('faults', z.unknown(), post(rule));
    },
    async setLimit(payer, resource, limit) {
      await control('budgets', z.unknown(), post({ payer, resource, limit }));
    },
    async run(command, input) {
      await control(`commands/${command}`, z.unknown(), post(input));
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
