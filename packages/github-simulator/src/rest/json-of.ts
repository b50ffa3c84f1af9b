import type { operations } from '@octokit/openapi-types';

/** The JSON that an operation answers with a status, as GitHub describes it. */
export type JsonOf<
  Operation extends keyof operations,
  Status extends number = 200,
> = operations[Operation] extends {
  responses: Record<Status, { content: { 'application/json': infer Body } }>;
}
  ? Body
  : never;
