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
  /** What GitHub saw of a payer's requests. */
  requestsOf(payer: string): Promise<{ sent: number; refused: number }>;
}

const userAnswer = z.object({ value: z.object({ id: z.int() }) });
const tokenAnswer = z.object({ token: z.string() });
const requestsAnswer = z.array(z.object({ limited: z.string().nullable() }));

export async function startSimulatedGitHub(): Promise<SimulatedGitHub> {
  const server = await startServer('github/simulated-server.ts');
  async function control<T>(path: string, answer: z.ZodType<T>, body?: object): Promise<T> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${server.url}/_sim/${path}`, init);
    if (!response.ok) throw new Error(`the simulator answered ${response.status}: ${await response.text()}`);
    return answer.parse(await response.json());
  }
  return {
    url: server.url,
    async createAccount(login) {
      const { value } = await control('commands/createUser', userAnswer, { login });
      const { token } = await control('tokens', tokenAnswer, { login });
      return { token, payer: `user:${value.id}` };
    },
    async requestsOf(payer) {
      const requests = await control(`requests?payer=${payer}`, requestsAnswer);
      return { sent: requests.length, refused: requests.filter(({ limited }) => limited !== null).length };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
