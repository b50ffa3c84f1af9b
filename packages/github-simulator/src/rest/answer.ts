/** The response of a route. `body` is encoded as JSON; undefined: no body. */
export interface Answer {
  status: number;
  body?: unknown;
  /** Sent instead of `body`, with the `content-type` of its headers. */
  text?: string;
  headers?: Readonly<Record<string, string>>;
  /** Cost against the primary limit; default: 1. */
  cost?: number;
}

const documentation = 'https://docs.github.com/rest';

/** An error response, with GitHub's message. */
export class RestError extends Error {
  override readonly name = 'RestError';
  readonly answer: Answer;

  constructor(
    status: number,
    message: string,
    more: { body?: object; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.answer = {
      status,
      body: { message, ...more.body, documentation_url: documentation, status: `${status}` },
      ...(more.headers && { headers: more.headers }),
    };
  }
}

export const notFound = () => new RestError(404, 'Not Found');
export const badCredentials = () => new RestError(401, 'Bad credentials');
export const requiresAuthentication = () => new RestError(401, 'Requires authentication');
export const suspended = () => new RestError(403, 'This installation has been suspended');
export const notAccessible = (accepted: string) =>
  new RestError(403, 'Resource not accessible by integration', {
    headers: { 'x-accepted-github-permissions': accepted },
  });

export const notAccessibleByToken = () =>
  new RestError(403, 'Resource not accessible by personal access token');

/** A field error of a body that GitHub rejects with 422. */
export interface FieldFault {
  resource: string;
  field?: string;
  code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'custom';
  message?: string;
}

export const validationFailed = (...errors: FieldFault[]) =>
  new RestError(422, 'Validation Failed', { body: { errors } });

/** `B` is the schema that GitHub documents. */
export const ok = <B>(body: B): Answer => ({ status: 200, body });
export const created = <B>(body: B): Answer => ({ status: 201, body });
export const noContent = (): Answer => ({ status: 204 });
export const redirect = (location: string): Answer => ({ status: 302, headers: { location } });
