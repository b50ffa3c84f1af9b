import { z } from 'zod';
import { GitHubServerError, GitHubValidationError } from './errors.ts';
import type { GraphqlAnswer } from './github-client.ts';

const body = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        type: z.string().optional(),
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
      }),
    )
    .default([]),
});

/**
 * Parses the response to a query.
 *
 * @throws GitHubValidationError for errors without data.
 */
export function readGraphql<T>(
  answer: unknown,
  { resource, requestedAt }: { resource: string; requestedAt: Date },
): GraphqlAnswer<T> {
  const parsed = body.safeParse(answer);
  if (!parsed.success)
    throw new GitHubServerError('this is not a GraphQL response', { status: 200, resource });
  const { data, errors } = parsed.data;
  if (data === undefined || data === null) {
    const message = errors[0]?.message ?? 'the response to the query contains no data';
    throw new GitHubValidationError(message, { status: 200, resource, errors });
  }
  // The query determines the type of its data.
  return { data: data as T, errors, requestedAt };
}
