import { z } from 'zod';

const alias = 'hubtwinPoints';
const paid = z.object({ data: z.object({ [alias]: z.object({ cost: z.int().min(0) }) }) });

/** Strings and comments of a query, in which brackets mean nothing, and the brackets. */
const token = /"""(?:[^"\\]|\\[\s\S]|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*|[(){}]/g;

/**
 * Adds to a query what it costs, which GitHub tells nowhere else: what is not known to be ours would count as
 * strangers' use. Mutations, and documents that begin with a fragment, stay as they are.
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

/** What an answer used of the primary limit: of a query its points, else 1. */
export function pointsOf(answer: unknown): number {
  return paid.safeParse(answer).data?.data[alias].cost ?? 1;
}

/** The answer as the query asked for it. */
export function withoutPoints(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('data' in answer)) return answer;
  if (typeof answer.data !== 'object' || answer.data === null) return answer;
  const data: Record<string, unknown> = { ...answer.data };
  delete data[alias];
  return { ...answer, data };
}
