import type { Answer } from './answer.ts';
import type { Fault } from './faults.ts';
import { isObject } from './is-object.ts';

/** Applies faults to the content of a response: an item of its list, its `Link`, a GraphQL query that is too heavy. */
export function spoilAnswer(
  answer: Answer,
  faults: readonly Fault[],
  { url, body }: { url: string; body: unknown },
): Answer {
  let { body: shown, headers = {} } = answer;
  for (const fault of faults) {
    if (fault.kind === 'heavy' && idsIn(body) > fault.maxIds) return tooHeavy(fault.status);
    if (fault.kind === 'item') shown = withItem(shown, fault);
    if (fault.kind === 'loop') headers = { ...headers, link: `<${url}>; rel="next"` };
  }
  return { ...answer, body: shown, headers };
}

/** Replaces one element of the response's list, which may be wrapped, with null or other fields. */
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

/** The number of nodes in a GraphQL query. */
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
