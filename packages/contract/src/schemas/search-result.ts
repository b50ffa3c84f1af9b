import { z } from 'zod';
import { commit, issue, pullRequest } from '../mirrored/items.ts';

const score = z
  .int()
  .describe('How well it fits, higher is better: 2 by its title, 1 by the rest of its text.');

export const searchResult = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('issues'), score, item: issue.schema }),
    z.object({ type: z.literal('pulls'), score, item: pullRequest.schema }),
    z.object({ type: z.literal('commits'), score, item: commit.schema }),
  ])
  .meta({ id: 'SearchResult' });

export type SearchResult = z.output<typeof searchResult>;

export const searchResultExamples: SearchResult[] = [
  { type: 'issues', score: 2, item: issue.example },
  { type: 'commits', score: 1, item: commit.example },
];
