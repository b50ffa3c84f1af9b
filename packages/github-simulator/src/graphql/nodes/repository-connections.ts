import type { GraphQLResolveInfo } from 'graphql';
import type { Milestone, Repository } from '../../world/model.ts';
import { publishedReleases } from '../../world/published-releases.ts';
import { githubError } from '../github-error.ts';
import { checkArguments } from '../paging/check-arguments.ts';
import type { PageArguments } from '../paging/check-boundaries.ts';
import { connection } from '../paging/connection.ts';
import type { Scope } from '../scope.ts';
import { checkFilters } from './check-filters.ts';
import {
  type IssueArguments,
  isRequested,
  orderKey,
  type PullRequestArguments,
} from './conversation-arguments.ts';
import { pullRequestState } from './pull-request-state.ts';
import { refsOf } from './refs-of.ts';

interface OrderedArguments extends PageArguments {
  orderBy?: { field: string; direction: 'ASC' | 'DESC' } | null;
}

/** The connections of a repository. */
export function repositoryConnections({ nodes, administers }: Scope, repository: Repository) {
  return {
    issues(args: IssueArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, ['orderBy', 'states', 'labels', 'filterBy']);
      checkFilters(args.filterBy, info);
      const rows = [...(repository.features.issues ? repository.issues.values() : [])]
        .filter((issue) => isRequested(issue, issue.state.toUpperCase(), args))
        .map((issue) => ({
          key: orderKey(issue, args),
          id: issue.number,
          node: () => nodes.issue(repository, issue),
        }));
      return connection({ args, info, rows, ...args.orderBy });
    },
    pullRequests(args: PullRequestArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, ['orderBy', 'states', 'labels', 'headRefName', 'baseRefName']);
      const { headRefName, baseRefName } = args;
      const rows = [...(repository.features.pullRequests ? repository.pullRequests.values() : [])]
        .filter((pull) => isRequested(pull, pullRequestState(pull), args))
        .filter(
          ({ head, base }) =>
            head.ref === (headRefName ?? head.ref) && base.ref === (baseRefName ?? base.ref),
        )
        .map((pull) => ({
          key: orderKey(pull, args),
          id: pull.number,
          node: () => nodes.pullRequest(repository, pull),
        }));
      return connection({ args, info, rows, ...args.orderBy });
    },
    refs(
      args: OrderedArguments & { refPrefix: string; direction?: 'ASC' | 'DESC' | null },
      _: unknown,
      info: GraphQLResolveInfo,
    ) {
      checkArguments(args, info, ['refPrefix', 'orderBy', 'direction']);
      const { refPrefix: prefix, orderBy } = args;
      const rows = refsOf(repository)
        .filter(({ fullName }) => fullName.startsWith(prefix))
        .map(({ fullName, head }) => ({
          key: orderBy?.field === 'TAG_COMMIT_DATE' ? head.timestamp : fullName,
          id: fullName,
          node: () => nodes.ref(repository, { prefix, name: fullName.slice(prefix.length) }, head),
        }));
      return connection({ args, info, rows, direction: orderBy?.direction ?? args.direction ?? 'ASC' });
    },
    labels(args: OrderedArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, ['orderBy']);
      const rows = [...repository.labels.values()].map((label) => ({
        key: args.orderBy?.field === 'NAME' ? label.name : label.id,
        id: label.id,
        node: () => nodes.label(repository, label),
      }));
      return connection({ args, info, rows, ...args.orderBy });
    },
    releases(args: OrderedArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, ['orderBy']);
      const rows = publishedReleases(repository).map((release) => ({
        key: args.orderBy?.field === 'NAME' ? release.name : release.createdAt,
        id: release.id,
        node: () => nodes.release(repository, release),
      }));
      return connection({ args, info, rows, direction: args.orderBy?.direction ?? 'DESC' });
    },
    branchProtectionRules(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, []);
      const isShown = administers?.(repository) ?? true;
      if (isShown === 'refused') throw githubError('FORBIDDEN', 'Resource not accessible by integration');
      const rules = isShown ? [...repository.protections.values()] : [];
      const rows = rules.map((rule) => ({
        key: rule.id,
        id: rule.id,
        node: () => nodes.branchProtectionRule(repository, rule),
      }));
      return connection({ args, info, rows });
    },
    deployments(
      args: OrderedArguments & { environments?: readonly string[] | null },
      _: unknown,
      info: GraphQLResolveInfo,
    ) {
      checkArguments(args, info, ['orderBy', 'environments']);
      const rows = [...repository.deployments.values()]
        .filter(({ environment }) => args.environments?.includes(environment) ?? true)
        .map((deployment) => ({
          key: deployment.createdAt,
          id: deployment.id,
          node: () => nodes.deployment(repository, deployment),
        }));
      return connection({ args, info, rows, direction: args.orderBy?.direction ?? 'ASC' });
    },
    milestones(
      args: OrderedArguments & { states?: readonly string[] | null },
      _: unknown,
      info: GraphQLResolveInfo,
    ) {
      checkArguments(args, info, ['orderBy', 'states']);
      const { orderBy, states } = args;
      const rows = [...repository.milestones.values()]
        .filter(({ state }) => states == null || states.includes(state.toUpperCase()))
        .map((milestone) => ({
          key: milestoneKey(milestone, orderBy?.field),
          id: milestone.number,
          node: () => nodes.milestone(repository, milestone),
        }));
      return connection({ args, info, rows, ...orderBy });
    },
  };
}

function milestoneKey({ number, dueOn, createdAt, updatedAt }: Milestone, field?: string): string | number {
  if (field === 'DUE_DATE') return dueOn ?? '~';
  if (field === 'CREATED_AT') return createdAt;
  return field === 'UPDATED_AT' ? updatedAt : number;
}
