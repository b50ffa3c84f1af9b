import type { operations } from '@octokit/openapi-types';

/** The JSON of an operation's response with a status, in GitHub's description. */
export type JsonOf<
  Operation extends keyof operations,
  Status extends number = 200,
> = operations[Operation] extends {
  responses: Record<Status, { content: { 'application/json': infer Body } }>;
}
  ? Body
  : never;
