import type { Answer } from './answer.ts';
import type { Fault } from './faults.ts';
import { isObject } from './is-object.ts';

/** An answer with what faults make of its content: an item of its list, its `Link`, a GraphQL query too heavy. */
export function spoilAnswer(
  answer: Answer,
  faults: readonly Fault[],
  { url, body }: { url: string; body: unknown },
): Answer {
  let { body: shown, headers = {} } = answer;
  for (const fault of faults) {
    if (fault.kind === 'heavy' && idsIn(body) > fault.most) return tooHeavy(fault.status);
    if (fault.kind === 'item') shown = withItem(shown, fault);
    if (fault.kind === 'loop') headers = { ...headers, link: `<${url}>; rel="next"` };
  }
  return { ...answer, body: shown, headers };
}

/** One element of the answer's list, which may be wrapped, is null or has other fields. */
function withItem(body: unknown, { at, fields }: Extract<Fault, { kind: 'item' }>): unknown {
  if (Array.isArray(body)) {
    const spoilt = (item: unknown) => (fields === null ? null : { ...Object(item), ...fields });
    return body.map((item, nth) => (nth === at ? spoilt(item) : item));
  }
  if (!isObject(body)) return body;
  const entries = Object.entries(body).map(([name, value]) => [
    name,
    Array.isArray(value) ? withItem(value, { kind: 'item', at, fields }) : value,
  ]);
  return Object.fromEntries(entries);
}

/** How many nodes a GraphQL query is about. */
function idsIn(body: unknown): number {
  const variables = isObject(body) ? body.variables : null;
  const ids = isObject(variables) ? variables.ids : null;
  return Array.isArray(ids) ? ids.length : 0;
}

const tooHeavy = (status: 200 | 502): Answer => ({
  status,
  body: {
    data: null,
    errors: [
      {
        message:
          'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug. Please include `74EA:12EF:1E4F625` when reporting this issue.',
      },
    ],
  },
});
