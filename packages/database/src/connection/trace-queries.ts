import { context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Pool, PoolClient } from 'pg';

/**
 * Creates a span for each statement of a pool within a recorded trace; outside one it costs a check. Spans contain
 * the text of statements, with numbered parameters, and never the values.
 */
export function traceQueries(pool: Pool): void {
  // The callback for a waiting client runs in the context of the code that released the connection.
  pool.connect = new Proxy(pool.connect, {
    apply: (connect, self, [callback]) =>
      typeof callback === 'function'
        ? Reflect.apply(connect, self, [context.bind(context.active(), callback)])
        : Reflect.apply(connect, self, []),
  });
  pool.on('connect', (client: PoolClient) => {
    client.query = new Proxy(client.query, {
      apply(query, self, parameters) {
        const text = trace.getActiveSpan()?.isRecording() === true ? textOf(parameters[0]) : null;
        return text === null
          ? Reflect.apply(query, self, parameters)
          : traced(text, parameters, (all) => Reflect.apply(query, self, all));
      },
    });
  });
}

const maxCharacters = 2_000;

function traced(text: string, parameters: unknown[], query: (parameters: unknown[]) => unknown): unknown {
  const span = trace.getTracer('hubtwin').startSpan(nameOf(text), {
    kind: SpanKind.CLIENT,
    attributes: { 'db.system.name': 'postgresql', 'db.query.text': text.slice(0, maxCharacters) },
  });
  const last = parameters.at(-1);
  if (typeof last === 'function') {
    const callback = (error: unknown, result: unknown) => {
      end(span, error);
      last(error, result);
    };
    return query([...parameters.slice(0, -1), callback]);
  }
  const answer = query(parameters);
  if (answer instanceof Promise)
    answer.then(
      () => end(span, null),
      (error: unknown) => end(span, error),
    );
  else span.end();
  return answer;
}

/** Errors have only their code: their messages may quote values. */
function end(span: Span, error: unknown): void {
  if (error !== null && error !== undefined) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    if (error instanceof Error && 'code' in error)
      span.setAttribute('db.response.status_code', `${error.code}`);
  }
  span.end();
}

/** Null for other queries, such as a cursor. */
function textOf(query: unknown): string | null {
  if (typeof query === 'string') return query;
  const isStatement = typeof query === 'object' && query !== null && 'text' in query && !('submit' in query);
  return isStatement && typeof query.text === 'string' ? query.text : null;
}

/** The verb of a statement, and the first table that it writes, else reads: `insert issues`, `commit`. */
function nameOf(text: string): string {
  const [, written, table] = /\b(insert into|(?<!for |key |do )update|delete from) "?(\w+)/i.exec(text) ?? [];
  if (written !== undefined) return `${written.split(' ')[0]} ${table}`.toLowerCase();
  const [, read] = /\bfrom "?(\w+)/i.exec(text) ?? [];
  const [verb = 'query'] = /\w+/.exec(text) ?? [];
  return (read === undefined ? verb : `select ${read}`).toLowerCase();
}
