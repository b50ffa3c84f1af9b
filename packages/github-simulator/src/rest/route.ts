import type { IncomingHttpHeaders } from 'node:http';
import type { Commands, Outcome } from '../commands/create-commands.ts';
import type { Deliverer } from '../delivery/create-deliverer.ts';
import type { Graphql } from '../graphql/create-graphql.ts';
import type { World } from '../world/create-world.ts';
import type { Repository } from '../world/model.ts';
import type { Answer } from './answer.ts';
import type { Budgets } from './budget.ts';
import type { ComputedStatistics } from './computed-statistics.ts';
import type { Credentials } from './credentials.ts';
import type { Viewer } from './viewer.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Everything that routes use. */
export interface RestContext {
  world: World;
  credentials: Credentials;
  budgets: Budgets;
  graphql: Graphql;
  deliverer: Deliverer;
  commands: Commands;
  statistics: ComputedStatistics;
  /** Sends off what a command's outcome has to be told of. */
  run<R>(outcome: Outcome<R>): R;
  now: () => number;
}

/** A request that is authenticated, routed and within the limits. */
export interface Call {
  context: RestContext;
  viewer: Viewer;
  method: string;
  headers: IncomingHttpHeaders;
  /** Of the path, decoded. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Parsed JSON, or what was sent where the route takes bytes; undefined without a body. */
  body: unknown;
  /** The URL of the list that is asked for, without query, as `Link` writes it. */
  address: string;
}

/** One route of GitHub's REST API, as data. */
export interface Route {
  method: Method;
  /** With `:name` for parameters and `*` for a rest that may have slashes. */
  path: string;
  /** Whose budget it spends: `core` unless said; null for what is free. */
  resource?: string | null;
  /** Who may ask: anybody unless said. */
  asks?: 'app' | 'installation' | 'account' | 'anybody';
  /** Of an installation's token, as `issues` and `write`. */
  permission?: readonly [name: string, level: 'read' | 'write'];
  /** Whether GitHub's limits of content creation count it. */
  createsContent?: boolean;
  /** Of the request's body: JSON unless said. */
  takes?: 'json' | 'bytes';
  handle(call: Call): Answer | Promise<Answer>;
}

/** A call about a repository that the viewer sees. */
export type RepositoryCall = Call & { repository: Repository };

/** A route under `/repos/:owner/:repo`, which GitHub serves under `/repositories/:id` too. */
export interface RepositoryRoute extends Omit<Route, 'handle'> {
  handle(call: RepositoryCall): Answer | Promise<Answer>;
}
