import { defineShape, type FactType, type ShapeDefinition } from '../shape.ts';
import { account } from './account.ts';

/** Of every repository, also in workflow runs. */
const addresses = {
  url: '{repo}',
  html_url: '{web}',
  forks_url: '{repo}/forks',
  keys_url: '{repo}/keys{/key_id}',
  collaborators_url: '{repo}/collaborators{/collaborator}',
  teams_url: '{repo}/teams',
  hooks_url: '{repo}/hooks',
  issue_events_url: '{repo}/issues/events{/number}',
  events_url: '{repo}/events',
  assignees_url: '{repo}/assignees{/user}',
  branches_url: '{repo}/branches{/branch}',
  tags_url: '{repo}/tags',
  blobs_url: '{repo}/git/blobs{/sha}',
  git_tags_url: '{repo}/git/tags{/sha}',
  git_refs_url: '{repo}/git/refs{/sha}',
  trees_url: '{repo}/git/trees{/sha}',
  statuses_url: '{repo}/statuses/{{sha}}',
  languages_url: '{repo}/languages',
  stargazers_url: '{repo}/stargazers',
  contributors_url: '{repo}/contributors',
  subscribers_url: '{repo}/subscribers',
  subscription_url: '{repo}/subscription',
  commits_url: '{repo}/commits{/sha}',
  git_commits_url: '{repo}/git/commits{/sha}',
  comments_url: '{repo}/comments{/number}',
  issue_comment_url: '{repo}/issues/comments{/number}',
  contents_url: '{repo}/contents/{+path}',
  compare_url: '{repo}/compare/{{base}}...{{head}}',
  merges_url: '{repo}/merges',
  archive_url: '{repo}/{{archive_format}}{/ref}',
  downloads_url: '{repo}/downloads',
  issues_url: '{repo}/issues{/number}',
  pulls_url: '{repo}/pulls{/number}',
  milestones_url: '{repo}/milestones{/number}',
  notifications_url: '{repo}/notifications{?since,all,participating}',
  labels_url: '{repo}/labels{/name}',
  releases_url: '{repo}/releases{/id}',
  deployments_url: '{repo}/deployments',
};

const cloneAddresses = {
  git_url: 'git://{hostname}/{full_name}.git',
  /** The second one is that of organisations with SSH certificates. */
  ssh_url: ['git@{hostname}:{full_name}.git', 'org-{owner.id}@{hostname}:{full_name}.git'],
  clone_url: '{web}.git',
  svn_url: '{web}',
};

const license = defineShape({ derived: { url: '{api}/licenses/{key}' } });

const definition = {
  derived: { ...addresses, ...cloneAddresses },
  embeds: { owner: account, license, organization: account },
  named: 'full_name',
} satisfies ShapeDefinition;

const other = defineShape(definition);

const { url: _, html_url: __, ...ownAddresses } = addresses;

/** A repository's own row has its addresses, from which those of all objects in it follow. */
export const repository = defineShape({
  ...definition,
  derived: { ...ownAddresses, ...cloneAddresses },
  received: ['url', 'html_url'],
  embeds: { ...definition.embeds, parent: other, source: other, template_repository: other },
});

const facts = (keys: readonly string[]): Record<string, FactType[]> =>
  Object.fromEntries(keys.map((key) => [key, ['string', 'number', 'boolean', 'object', 'null']]));

const always = ['node_id', 'full_name', 'private', 'owner', 'description', 'fork'];

/** In all repositories except those of workflow runs. */
const usually = [
  ...['created_at', 'updated_at', 'pushed_at', 'homepage', 'size', 'stargazers_count', 'watchers_count'],
  ...['language', 'has_issues', 'has_projects', 'has_downloads', 'has_wiki', 'has_pages', 'has_discussions'],
  ...['forks_count', 'mirror_url', 'archived', 'disabled', 'open_issues_count', 'license', 'allow_forking'],
  ...['is_template', 'web_commit_signoff_required', 'topics', 'visibility', 'forks', 'open_issues'],
  ...['watchers', 'default_branch'],
];

/** A repository in its own objects, as a reference to its row; another one is kept. */
export const ownRepository = defineShape({
  ...definition,
  reference: {
    keys: { name: ['string'], ...facts([...always, ...usually]) },
    requires: ['name'],
    without: [...usually, ...Object.keys(cloneAddresses)],
  },
});
