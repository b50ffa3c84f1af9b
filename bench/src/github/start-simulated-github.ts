import type { populateOrganisation } from '@hubtwin/github-simulator';
import { z } from 'zod';
import { startServer } from '../server-process.ts';

/** Someone with budgets of their own. */
export interface Account {
  token: string;
  /** How the log names who pays for their requests. */
  payer: string;
}

/** The simulated GitHub in a process of its own. Disposing ends it. */
export interface SimulatedGitHub extends AsyncDisposable {
  url: string;
  createAccount(login: string): Promise<Account>;
  /** A token of somebody who is there already. */
  createToken(login: string): Promise<string>;
  /** What GitHub saw of a payer's requests. */
  requestsOf(payer: string): Promise<{ sent: number; refused: number }>;
  /** All that was asked since the log was cleared. */
  requests(): Promise<{ route: string | null; resource: string; cost: number; status: number }[]>;
  clearRequests(): Promise<void>;
  /** From now on every answer takes this long. */
  setLatency(ms: number): Promise<void>;
  /** Something goes wrong, as a rule of the simulator says, until the latency is set. */
  addFault(rule: object): Promise<void>;
  /** How often GitHub answers a payer in a window. */
  setLimit(payer: string, resource: string, limit: number): Promise<void>;
  /** Changes the truth. */
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

/** @param population null: the five repositories that the suite `github` asks for, and its limits and latency. */
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
    if (!response.ok) throw new Error(`the simulator answered ${response.status}: ${await response.text()}`);
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
