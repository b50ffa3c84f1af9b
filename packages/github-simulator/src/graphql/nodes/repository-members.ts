import { GraphQLError } from 'graphql';
import type { Repository } from '../../world/model.ts';
import { publishedReleases } from '../../world/published-releases.ts';
import { githubError } from '../github-error.ts';
import type { Scope } from '../scope.ts';
import { refsOf } from './refs-of.ts';

/** The fields of a repository that return one of its objects. */
export function repositoryMembers({ nodes }: Scope, repository: Repository) {
  const issue = (number: number) => {
    const found = repository.issues.get(number);
    return found && nodes.issue(repository, found);
  };
  const pullRequest = (number: number) => {
    const found = repository.pullRequests.get(number);
    return found && nodes.pullRequest(repository, found);
  };
  const ref = (qualified: string) => {
    const found = refsOf(repository).find(({ fullName }) => fullName === qualified);
    if (!found) return null;
    const prefix = qualified.startsWith('refs/tags/') ? 'refs/tags/' : 'refs/heads/';
    return nodes.ref(repository, { prefix, name: qualified.slice(prefix.length) }, found.head);
  };
  return {
    defaultBranchRef: () => ref(`refs/heads/${repository.defaultBranch}`),
    ref: ({ qualifiedName: name }: { qualifiedName: string }) =>
      name.startsWith('refs/') ? ref(name) : (ref(`refs/heads/${name}`) ?? ref(`refs/tags/${name}`)),
    object({ oid, expression }: { oid?: string | null; expression?: string | null }) {
      if (expression != null)
        throw new GraphQLError(
          'The simulator does not apply the argument `expression` of Repository.object.',
        );
      const found = repository.commits.get(oid ?? '');
      return found ? nodes.commit(repository, found) : null;
    },
    issue: ({ number }: { number: number }) => issue(number) ?? missing('an Issue', number),
    pullRequest: ({ number }: { number: number }) => pullRequest(number) ?? missing('a PullRequest', number),
    issueOrPullRequest: ({ number }: { number: number }) =>
      issue(number) ?? pullRequest(number) ?? missing('an issue or pull request', number),
    milestone({ number }: { number: number }) {
      const found = repository.milestones.get(number);
      return found ? nodes.milestone(repository, found) : null;
    },
    latestRelease() {
      const latest = publishedReleases(repository).findLast(({ prerelease }) => !prerelease);
      return latest ? nodes.release(repository, latest) : null;
    },
    parent: () => repository.parent && nodes.repository(repository.parent),
    primaryLanguage: repository.language === null ? null : { name: repository.language },
    label({ name }: { name: string }) {
      const found = repository.labels.get(name);
      return found ? nodes.label(repository, found) : null;
    },
    release({ tagName }: { tagName: string }) {
      const found = publishedReleases(repository).find(({ tag }) => tag === tagName);
      return found ? nodes.release(repository, found) : null;
    },
  };
}

function missing(what: string, number: number): Error {
  return githubError('NOT_FOUND', `Could not resolve to ${what} with the number of ${number}.`);
}
