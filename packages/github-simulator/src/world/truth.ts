import { botNames } from './bot-names.ts';
import type { NextId } from './identifiers.ts';
import type { Account, App, Hook } from './model.ts';
import { nodeId } from './node-id.ts';
import type { Truth } from './truth-model.ts';
import type { WorldOptions } from './world-options.ts';

const createdAt = '2024-03-04T09:12:45Z';

/** Creates an organisation without people and repositories, and the App. */
export function createTruth(options: WorldOptions, nextId: NextId): Truth {
  const organisationId = nextId('organisation');
  const organisation: Account = {
    id: organisationId,
    nodeId: nodeId('O', 0, organisationId),
    login: options.organisation,
    type: 'Organization',
    name: options.organisation,
    email: `hello@${options.organisation}.example`,
    association: 'OWNER',
  };
  const slug = 'hubtwin';
  const app: App = {
    id: options.appId ?? nextId('app'),
    slug,
    name: slug,
    description: '',
    externalUrl: options.host.html,
    owner: organisation,
    bot: newBot(nextId('user'), slug),
    hookId: nextId('hook'),
    clientSecret: options.clientSecret,
    callbackUrls: options.callbackUrls,
    setupUrl: null,
    requestsOauthOnInstall: true,
    ...options.grants,
    createdAt,
  };
  const appHook: Hook = {
    id: app.hookId,
    target: { type: 'integration' },
    active: true,
    events: [...app.events],
    url: options.webhookUrl,
    secret: options.webhookSecret,
    contentType: 'json',
    createdAt,
    updatedAt: createdAt,
  };
  return {
    organisation,
    accounts: new Map([[organisation.login.toLowerCase(), organisation]]),
    app,
    installations: new Map(),
    hooks: new Map([[appHook.id, appHook]]),
    runners: new Map(),
    members: new Map(),
    teams: new Map(),
    repositories: new Map(),
    deleted: new Map(),
    names: new Map(),
    oldNames: new Map(),
    populated: new Set(),
    changes: 0,
  };
}

/** Continues an earlier state; the App is configured as given, and additional permissions are granted. */
export function continueTruth(options: WorldOptions, truth: Truth): Truth {
  const { app, hooks, installations } = truth;
  const { clientSecret, callbackUrls, grants } = options;
  Object.assign(app, { clientSecret, callbackUrls, ...grants });
  for (const installation of installations.values()) Object.assign(installation, structuredClone(grants));
  if (options.appId !== undefined) app.id = options.appId;
  const hook = hooks.get(app.hookId);
  if (hook !== undefined) Object.assign(hook, { url: options.webhookUrl, secret: options.webhookSecret });
  return truth;
}

/** The state, without functions to change it. */
export function truthOf(truth: Truth): Truth {
  const { organisation, accounts, app, installations, hooks, runners, members, teams, repositories } = truth;
  const { deleted, names, oldNames, populated, changes } = truth;
  return {
    organisation,
    accounts,
    app,
    installations,
    hooks,
    runners,
    members,
    teams,
    repositories,
    deleted,
    names,
    oldNames,
    populated,
    changes,
  };
}

function newBot(id: number, slug: string): Account {
  return { id, nodeId: nodeId('BOT', 0, id), type: 'Bot', association: 'NONE', ...botNames(id, slug) };
}
