import type { Release, Repository } from './model.ts';

/** The releases that readers can access: drafts require write access, which no token here has. */
export const publishedReleases = ({ releases }: Repository): Release[] =>
  releases
    .values()
    .filter(({ draft }) => !draft)
    .toArray();
