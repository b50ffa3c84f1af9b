import { z } from 'zod';

const alias = 'hubtwinPoints';
const paid = z.object({ data: z.object({ [alias]: z.object({ cost: z.int().min(0) }) }) });

/** Strings and comments of a query, in which brackets have no meaning, and the brackets. */
const token = /"""(?:[^"\\]|\\[\s\S]|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*|[(){}]/g;

/**
 * Adds the query's cost to its fields, because GitHub reports it nowhere else: without it our own use would be
 * attributed to other clients. Mutations, and documents that start with a fragment, are unchanged.
 */
export function withPoints(query: string): string {
  if (!/^[\s,]*(?:#[^\n]*\n[\s,]*)*(?:query\b|\{)/.test(query)) return query;
  let depth = 0;
  for (const { 0: found, index } of query.matchAll(token)) {
    if (found === '(') depth += 1;
    else if (found === ')') depth -= 1;
    else if (found === '{' && depth === 0) {
      return `${query.slice(0, index + 1)} ${alias}: rateLimit { cost }${query.slice(index + 1)}`;
    }
  }
  return query;
}

/** The cost of a response against the primary limit: the points of a query, otherwise 1. */
export function pointsOf(answer: unknown): number {
  return paid.safeParse(answer).data?.data[alias].cost ?? 1;
}

/** The response without the added field. */
export function withoutPoints(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('data' in answer)) return answer;
  if (typeof answer.data !== 'object' || answer.data === null) return answer;
  const data: Record<string, unknown> = { ...answer.data };
  delete data[alias];
  return { ...answer, data };
}
