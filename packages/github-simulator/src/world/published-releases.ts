import type { Release, Repository } from './model.ts';

/** The releases that readers see: drafts are for those who can write, and no token here can. */
export const publishedReleases = ({ releases }: Repository): Release[] =>
  releases
    .values()
    .filter(({ draft }) => !draft)
    .toArray();
