import type { components } from '@octokit/openapi-types';
import type { Account, Comment, Issue, PullRequest, Repository } from '../../world/model.ts';
import { restIssueShape } from '../shapes/issue.ts';
import { restLabelShape } from '../shapes/label.ts';
import { numberRange } from './number-range.ts';
import type { Qualifier, Searched } from './search.ts';
import { timeRange } from './time-range.ts';

interface Found {
  repository: Repository;
  issue: Issue | PullRequest;
  comments: readonly Comment[];
}

/** GitHub's description does not allow a null body, which occurs. */
type Item = Omit<components['schemas']['issue-search-result-item'], 'body'> & { body: string | null };

type IssueQualifier = Qualifier<Found>;

const pullRequestOf = ({ issue }: Found): PullRequest | null => ('pullRequestId' in issue ? issue : null);
const isNamed = ({ login }: Account, name: string) =>
  login.toLowerCase() === name.replace('@', '').toLowerCase();

/** The values of `is:`; `state:` and `type:` accept some of them. */
const states: Readonly<Record<string, (found: Found) => boolean>> = {
  issue: (found) => pullRequestOf(found) === null,
  pr: (found) => pullRequestOf(found) !== null,
  'pull-request': (found) => pullRequestOf(found) !== null,
  open: ({ issue }) => issue.state === 'open',
  closed: ({ issue }) => issue.state === 'closed',
  merged: (found) => pullRequestOf(found)?.mergedAt != null,
  unmerged: (found) => pullRequestOf(found)?.mergedAt === null,
  draft: (found) => pullRequestOf(found)?.draft === true,
  locked: ({ issue }) => issue.locked,
  unlocked: ({ issue }) => !issue.locked,
  public: ({ repository }) => !repository.private,
  private: ({ repository }) => repository.private,
};

const state: IssueQualifier = (value) => states[value] ?? null;

const time =
  (of: (found: Found) => string | null | undefined): IssueQualifier =>
  (value) => {
    const isIn = timeRange(value);
    return (
      isIn &&
      ((found) => {
        const at = of(found);
        return at != null && isIn(at);
      })
    );
  };

/** Labels separated by commas are alternatives. */
const label: IssueQualifier = (value) => {
  const wanted = value.split(',').map((name) => name.toLowerCase());
  return ({ issue }) => issue.labels.some(({ name }) => wanted.includes(name.toLowerCase()));
};

const missing: Readonly<Record<string, (found: Found) => boolean>> = {
  label: ({ issue }) => issue.labels.length === 0,
  assignee: ({ issue }) => issue.assignees.length === 0,
  milestone: ({ issue }) => issue.milestone === null,
};

/** @see https://docs.github.com/search-github/searching-on-github/searching-issues-and-pull-requests */
export const searchedIssues: Searched<Found, Item> = {
  items: (repositories) =>
    repositories.flatMap((repository) => {
      const { issues, pullRequests, comments } = repository;
      const byConversation = Map.groupBy(comments.values(), ({ conversation }) => conversation);
      return [...issues.values(), ...pullRequests.values()].map((issue) => ({
        repository,
        issue,
        comments: byConversation.get(issue) ?? [],
      }));
    }),
  qualifiers: {
    is: state,
    state,
    type: state,
    author:
      (login) =>
      ({ issue }) =>
        isNamed(issue.author, login),
    assignee:
      (login) =>
      ({ issue }) =>
        issue.assignees.some((account) => isNamed(account, login)),
    commenter:
      (login) =>
      ({ comments }) =>
        comments.some(({ author }) => isNamed(author, login)),
    involves: (login) => (found) =>
      [found.issue.author, ...found.issue.assignees].some((account) => isNamed(account, login)) ||
      found.comments.some(({ author }) => isNamed(author, login)),
    label,
    milestone:
      (title) =>
      ({ issue }) =>
        issue.milestone?.title.toLowerCase() === title.toLowerCase(),
    no: (what) => missing[what] ?? null,
    head: (branch) => (found) => pullRequestOf(found)?.head.ref.startsWith(branch) === true,
    base: (branch) => (found) => pullRequestOf(found)?.base.ref.startsWith(branch) === true,
    draft: (value) => (found) => pullRequestOf(found)?.draft === (value === 'true'),
    archived:
      (value) =>
      ({ repository }) =>
        repository.archived === (value === 'true'),
    created: time(({ issue }) => issue.createdAt),
    updated: time(({ issue }) => issue.updatedAt),
    closed: time(({ issue }) => issue.closedAt),
    merged: time((found) => pullRequestOf(found)?.mergedAt),
    comments(value) {
      const isIn = numberRange(value);
      return isIn && (({ issue }) => isIn(issue.comments));
    },
  },
  texts: {
    title: ({ issue }) => issue.title,
    body: ({ issue }) => issue.body ?? '',
    comments: ({ comments }) => comments.map(({ body }) => body).join('\n'),
  },
  defaultTexts: ['title', 'body', 'comments'],
  orders: {
    created: ({ issue }) => `${issue.createdAt} ${`${issue.id}`.padStart(16, '0')}`,
    updated: ({ issue }) => `${issue.updatedAt} ${`${issue.id}`.padStart(16, '0')}`,
    comments: ({ issue }) => issue.comments,
  },
  defaultOrder: 'created',
  shape({ context: { world } }, { repository, issue }) {
    const labels = issue.labels.map((label) => restLabelShape(world.host, repository, label));
    const { body, author } = issue;
    const author_association = author.association;
    return { ...restIssueShape(world.host, repository, issue), body, author_association, labels };
  },
};
