import type { GitHubClient } from '@hubtwin/github';
import { type Check, failed, ok } from './check.ts';
import { describeGitHubError } from './describe-github-error.ts';

const name = 'GitHub GraphQL';
const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
const call = { priority: 'critical', deadlineMs: 10_000 } as const;

/** Whether the GraphQL API answers too, which an Enterprise Server has elsewhere; nothing where only the App could ask. */
export async function checkGraphql(
  github: GitHubClient,
  installationIds: readonly number[],
): Promise<Check[]> {
  let failure: Check | null = null;
  for (const { kind, github: view } of github.credentials(installationIds)) {
    // An App's own token does not open it.
    if (kind === 'app') continue;
    try {
      await view.graphql(query, { ids: [] }, call);
      return [ok(name, 'It answers, so that repositories can be probed.')];
    } catch (error) {
      const refused = 'Follow the remedies of the lines above.';
      const { message, remedy } = describeGitHubError(error, { refused });
      failure ??= failed(name, message, remedy);
    }
  }
  return failure === null ? [] : [failure];
}
