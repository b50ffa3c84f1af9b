import type { IncomingHttpHeaders } from 'node:http';
import type { Commands, Outcome } from '../commands/create-commands.ts';
import type { Deliverer } from '../delivery/create-deliverer.ts';
import type { Graphql } from '../graphql/create-graphql.ts';
import type { World } from '../world/create-world.ts';
import type { Account, Feature, Repository, RepositoryRole } from '../world/model.ts';
import type { Answer } from './answer.ts';
import type { AppKey } from './app-key.ts';
import type { Budgets } from './budget.ts';
import type { ComputedStatistics } from './computed-statistics.ts';
import type { Credentials } from './credentials.ts';
import type { KeptLists } from './kept-lists.ts';
import type { Manifests } from './manifests.ts';
import type { Oauth } from './oauth.ts';
import type { Person } from './person.ts';
import type { BodyKind } from './read-body.ts';
import type { ReadParameters } from './read-parameters.ts';
import type { Viewer } from './viewer.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** The context of all routes. */
export interface RestContext {
  world: World;
  credentials: Credentials;
  budgets: Budgets;
  graphql: Graphql;
  keptLists: KeptLists;
  deliverer: Deliverer;
  appKey: AppKey;
  oauth: Oauth;
  manifests: Manifests;
  /** The user of github.com's pages. */
  person: Person;
  commands: Commands;
  statistics: ComputedStatistics;
  /** Number of issues from which their lists are paged by cursors. */
  issueCursorsFrom: number;
  /** Sends the deliveries of a command's outcome. */
  run<R>(outcome: Outcome<R>): R;
  now: () => number;
}

/** A request that is authenticated, routed and within the limits. */
export interface Call {
  context: RestContext;
  viewer: Viewer;
  method: string;
  headers: IncomingHttpHeaders;
  /** Path parameters, decoded. */
  params: Readonly<Record<string, string>>;
  query: ReadParameters;
  /** Parsed JSON, the fields of a page's form, or bytes if the route accepts them; undefined without a body. */
  body: unknown;
  /** Offset of GitHub's clock, by a fault. */
  skewMs: number;
  /** The URL of the requested list, without query, for `Link`. */
  address: string;
}

/** One route of GitHub's REST API, as data. */
export interface Route {
  method: Method;
  /** With `:name` for parameters and `*` for a rest that may contain slashes. */
  path: string;
  /** The resource whose limit it uses; default: `core`; null: free. */
  resource?: string | null;
  /** Allowed callers; default: anybody. */
  caller?: 'app' | 'installation' | 'account' | 'user-to-server' | 'client' | 'anybody';
  /** Required permission of an installation token, for example `issues` and `write`. */
  permission?: readonly [name: string, level: 'read' | 'write'];
  /** Whether it counts towards GitHub's limits of content creation. */
  createsContent?: boolean;
  /** Format of the request body; default: JSON. */
  takes?: Exclude<BodyKind, 'form'>;
  /** A page of github.com, not of its API: it checks no token, has no limits, and accepts forms. */
  isPage?: boolean;
  handle(call: Call): Answer | Promise<Answer>;
}

/** A call about a repository that the viewer can access. */
export type RepositoryCall = Call & { repository: Repository };

/** A call about an organisation that exists. */
export type OrganizationCall = Call & { organization: Account };

/** A route under `/orgs/:login`. */
export interface OrganizationRoute extends Omit<Route, 'handle'> {
  /** Whether others than its members may use it: it then shows them less. */
  isPublicToo?: boolean;
  handle(call: OrganizationCall): Answer | Promise<Answer>;
}

/** A route under `/repos/:owner/:repo`, which GitHub serves under `/repositories/:id` too. */
export interface RepositoryRoute extends Omit<Route, 'handle'> {
  /** The role that it requires of a user; default: by its permission. */
  role?: RepositoryRole;
  /** Not served while it is disabled. */
  feature?: Feature;
  handle(call: RepositoryCall): Answer | Promise<Answer>;
}
