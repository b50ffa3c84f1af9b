import { defineShape } from '../shape.ts';

/** `html_url` contains the default branch, so it is kept relative to the page of the repository. */
export const workflow = defineShape({
  derived: {
    url: '{repo}/actions/workflows/{id}',
    badge_url: '{web}/workflows/{name:component}/badge.svg',
  },
});
