/** Of Postgres: connection errors, too many connections, shutting down, starting up, statement timeout. */
const postgresCodes = /^(08...|53...|57014|57P0[123])$/;
const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
/** The pool and the client throw these without a code. */
const messages = /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered)/;

/** Whether an error means that Postgres is unavailable or overloaded, so that the same request may succeed later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return postgresCodes.test(code) || socketCodes.has(code) || messages.test(error.message);
}
