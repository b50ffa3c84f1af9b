import { z } from 'zod';
import { commit, commitExample } from './commit.ts';
import { issue, issueExample } from './issue.ts';
import { pullRequest } from './pull-request.ts';

const score = z
  .int()
  .describe('How well it fits, higher is better: 2 by its title, 1 by the rest of its text.');

export const searchResult = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('issues'), score, item: issue }),
    z.object({ type: z.literal('pulls'), score, item: pullRequest }),
    z.object({ type: z.literal('commits'), score, item: commit }),
  ])
  .meta({ id: 'SearchResult' });

export type SearchResult = z.output<typeof searchResult>;

export const searchResultExamples: SearchResult[] = [
  { type: 'issues', score: 2, item: issueExample },
  { type: 'commits', score: 1, item: commitExample },
];
