import type { GitHubClient } from '@hubtwin/github';
import { type Check, failed, ok } from './check.ts';
import { describeGitHubError } from './describe-github-error.ts';

const name = 'GitHub GraphQL';
const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
const call = { priority: 'critical', deadlineMs: 10_000 } as const;

/** Checks whether the GraphQL API answers too, which has another path on an Enterprise Server; no check if only the App is configured. */
export async function checkGraphql(
  github: GitHubClient,
  installationIds: readonly number[],
): Promise<Check[]> {
  let failure: Check | null = null;
  for (const { kind, github: view } of github.credentials(installationIds)) {
    // An App's own token cannot access it.
    if (kind === 'app') continue;
    try {
      await view.graphql(query, { ids: [] }, call);
      return [ok(name, 'It answers, so repositories can be probed.')];
    } catch (error) {
      const refused = 'Fix the problems above first.';
      const { message, remedy } = describeGitHubError(error, { refused });
      failure ??= failed(name, message, remedy);
    }
  }
  return failure === null ? [] : [failure];
}
