import { defineShape } from '../shape.ts';

export const tag = defineShape({
  derived: {
    zipball_url: ['{repo}/zipball/refs/tags/{name}', '{repo}/zipball/refs/tags/{name:path}'],
    tarball_url: ['{repo}/tarball/refs/tags/{name}', '{repo}/tarball/refs/tags/{name:path}'],
  },
  embeds: { commit: defineShape({ derived: { url: '{repo}/commits/{sha}' } }) },
});
