import { commitsOf, issueBody, issueTitle } from '../scenario/texts.ts';
import type { Random } from '../world/random.ts';
import type { Phrases } from './plot.ts';

export function newPhrases(random: Random): Phrases {
  return {
    changes: Array.from({ length: 100 }, () => commitsOf(random)).flatMap((commits) =>
      commits.map(({ message, added = [], modified = [], removed = [] }) => ({
        message,
        added: [...added],
        modified: [...modified],
        removed: [...removed],
      })),
    ),
    reports: Array.from({ length: 300 }, () => ({
      title: issueTitle(random),
      body: random.chance(0.9) ? issueBody(random) : null,
    })),
  };
}
