import { defineShape } from '../shape.ts';
import { account } from './account.ts';

const asset = defineShape({
  derived: {
    url: '{repo}/releases/assets/{id}',
    browser_download_url: [
      '{web}/releases/download/{^tag_name:segments}/{name:component}',
      '{web}/releases/download/{^tag_name}/{name}',
      '{web}/releases/download/{^tag_name:component}/{name:component}',
    ],
  },
  embeds: { uploader: account },
});

/** The pages of drafts have an address of their own. */
export const release = defineShape({
  derived: {
    url: '{repo}/releases/{id}',
    html_url: [
      '{web}/releases/tag/{tag_name:segments}',
      '{web}/releases/tag/{tag_name}',
      '{web}/releases/tag/{tag_name:component}',
    ],
    assets_url: '{repo}/releases/{id}/assets',
    upload_url: '{uploads}/releases/{id}/assets{?name,label}',
    tarball_url: ['{repo}/tarball/{tag_name}', '{repo}/tarball/{tag_name:path}'],
    zipball_url: ['{repo}/zipball/{tag_name}', '{repo}/zipball/{tag_name:path}'],
  },
  embeds: {
    author: account,
    assets: [asset],
    reactions: defineShape({ derived: { url: '{repo}/releases/{^id}/reactions' } }),
  },
});
