export type {
  Countable,
  HeadList,
  History,
  ItemSource,
  ListConnection,
  ListSource,
  ParentList,
  ParentNodes,
  ParentOf,
  ResourceDefinition,
  WatchedChildren,
} from './definition.ts';
export { dayOf, extractAccount, githubAccount } from './definitions/account.ts';
export { accounts } from './definitions/accounts.ts';
export { branchProtectionRules } from './definitions/branch-protection-rules.ts';
export { branches } from './definitions/branches.ts';
export { commits } from './definitions/commits.ts';
export { contributors } from './definitions/contributors.ts';
export { installationRepositories } from './definitions/installation-repositories.ts';
export { installations } from './definitions/installations.ts';
export { issues } from './definitions/issues.ts';
export { labels } from './definitions/labels.ts';
export { milestones } from './definitions/milestones.ts';
export { organizationRunners } from './definitions/organization-runners.ts';
export { pullRequests } from './definitions/pull-requests.ts';
export { githubPush, isTruncated } from './definitions/push.ts';
export { releases } from './definitions/releases.ts';
export { repositories, repositoryFilters, repositorySorts } from './definitions/repositories.ts';
export { repositoryNames } from './definitions/repository-names.ts';
export { runners } from './definitions/runners.ts';
export { workflowJobs } from './definitions/workflow-jobs.ts';
export { workflowRuns } from './definitions/workflow-runs.ts';
export { workflows } from './definitions/workflows.ts';
export type { ProbeSignal } from './drift.ts';
export {
  type EventContext,
  type EventHandler,
  type ExtractedObservation,
  type OwnerPlace,
  UnusableDeliveryError,
} from './event-handler.ts';
export { type Field, type Fields, readColumns } from './field.ts';
export type { Filter, Filters } from './filter.ts';
export { gitTime } from './git-time.ts';
export { toClock, toTime } from './github-types.ts';
export { isChanged, lagMs } from './is-changed.ts';
export type { JsonObject } from './json-object.ts';
export { listOf } from './list-of.ts';
export { omit } from './omit.ts';
export { type Organization, organizationIdOf, organizationOf } from './organization-of.ts';
export type { Probe, ProbedObject, ProbedRow, ProbeTimes } from './probe.ts';
export type { ItemAddress, ListOfObject, Representation, Sort } from './representation.ts';
export {
  acrossRepresentations,
  organizationRepresentations,
  parentOf,
  representations,
  resources,
  shownAs,
} from './resources.ts';
export { decode } from './stored/decode.ts';
export { deflate } from './stored/deflate.ts';
export { embeddedRepositories } from './stored/embedded-repositories.ts';
export { encode } from './stored/encode.ts';
export type { Facts } from './stored/facts.ts';
export { inflate } from './stored/inflate.ts';
export type { Shape } from './stored/shape.ts';
export type { EmbeddedKey, RefetchReason, Resource } from './stored-resource.ts';
