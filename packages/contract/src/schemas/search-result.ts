import { z } from 'zod';
import { commit, issue, pullRequest } from '../mirrored/items.ts';

const score = z
  .int()
  .describe('Relevance, higher is better: 2 for a match in the title, 1 for one in the rest of the text.');

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
