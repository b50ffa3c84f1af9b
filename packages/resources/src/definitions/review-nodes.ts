import { z } from 'zod';
import type { ParentNodes } from '../definition.ts';
import { accountFromNode, accountNode, accountSelection } from './account-from-node.ts';

/** All that others can see. */
export const reviewStates = 'APPROVED, CHANGES_REQUESTED, COMMENTED, DISMISSED';

const review = z.object({
  id: z.string(),
  fullDatabaseId: z.string(),
  state: z.string(),
  body: z.string(),
  url: z.string(),
  submittedAt: z.string().nullable(),
  authorAssociation: z.string(),
  author: accountNode.nullable(),
  commit: z.object({ oid: z.string() }).nullable(),
});

/** The reviews of a pull request, and the conversion to what the list of that pull request contains. */
export const reviewNodes: ParentNodes = {
  name: 'reviews',
  first: 100,
  arguments: `states: [${reviewStates}]`,
  fields: `id fullDatabaseId state body url submittedAt authorAssociation
    author { ${accountSelection} } commit { oid }`,
  toListed(node, { number, repositoryUrl }) {
    const { data } = review.safeParse(node);
    if (data === undefined) return null;
    const pullRequestUrl = `${repositoryUrl}/pulls/${number}`;
    return {
      id: Number(data.fullDatabaseId),
      node_id: data.id,
      user: data.author && accountFromNode(data.author, repositoryUrl.replace(/\/repos\/[^/]+\/[^/]+$/, '')),
      body: data.body,
      state: data.state,
      html_url: data.url,
      pull_request_url: pullRequestUrl,
      author_association: data.authorAssociation,
      _links: { html: { href: data.url }, pull_request: { href: pullRequestUrl } },
      submitted_at: data.submittedAt,
      commit_id: data.commit?.oid ?? null,
    };
  },
};
