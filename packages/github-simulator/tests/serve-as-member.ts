import { type RunningRest, serveRest } from '../src/rest/serve-rest.ts';

/** A response for tests; `json` is undefined if the body is not JSON. */
interface MemberAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape */
  json: any;
}

/** A listening simulator, and requests to it with a classic token of a member. */
export interface ServedMember extends RunningRest {
  token: string;
  /** @param is method and path, such as `GET /user`; a body other than text is sent as JSON. */
  ask(is: string, body?: unknown, headers?: Record<string, string>): Promise<MemberAnswer>;
}

export async function serveAsMember(options: Parameters<typeof serveRest>[0] = {}): Promise<ServedMember> {
  const running = await serveRest(options);
  const token = running.rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  return {
    ...running,
    token,
    async ask(is, body, headers = {}) {
      const [method = '', path = ''] = is.split(' ');
      const response = await fetch(running.url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, ...headers },
        redirect: 'manual',
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== '';
      return {
        status: response.status,
        headers: response.headers,
        text,
        json: isJson ? JSON.parse(text) : undefined,
      };
    },
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}
