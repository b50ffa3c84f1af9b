import { defineShape } from '../shape.ts';
import { ownRepository } from './repository.ts';

const end = defineShape({ embeds: { repo: ownRepository } });

/** A pull request as runs and checks of its head name it. */
export const pullRequestReference = defineShape({
  derived: { url: '{repo}/pulls/{number}' },
  embeds: { head: end, base: end },
});
