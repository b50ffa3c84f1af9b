import { findAccount } from '../../world/lookup.ts';
import type { Account, Installation } from '../../world/model.ts';
import { notFound, redirect } from '../answer.ts';
import { isObject } from '../is-object.ts';
import { accountOf } from '../person.ts';
import { readManifest } from '../read-manifest.ts';
import type { Call, Route } from '../route.ts';
import { withQuery } from '../with-query.ts';

/** The pages on which users install the App, and create one from a manifest; they submit immediately. */
export const appPages: Route[] = [
  { method: 'GET', path: '/apps/:slug/installations/new', isPage: true, handle: install },
  {
    method: 'POST',
    path: '/settings/apps/new',
    isPage: true,
    handle: (call) => register(call, accountOf(call.context.world, call.context.person, call.query)),
  },
  {
    method: 'POST',
    path: '/organizations/:login/settings/apps/new',
    isPage: true,
    handle: (call) => register(call, findAccount(call.context.world, call.params.login ?? '')),
  },
];

/**
 * Installs on the default organisation, or on `suggested_target_id`, and there on all repositories, or on
 * `repository_ids[]`.
 *
 * @see https://docs.github.com/apps/sharing-github-apps/sharing-your-github-app
 */
function install(call: Call) {
  const { context, params, query } = call;
  const { world, person } = context;
  if (params.slug !== world.app.slug) throw notFound();
  const by = accountOf(world, person, query);
  const suggested = query.get('suggested_target_id');
  const accounts = [world.organisation, ...world.accounts.values()];
  const account = accounts.find(({ id }) => suggested === null || id === Number(suggested));
  if (account === undefined) throw notFound();
  if (person.mayOnlyRequest)
    return redirect(afterInstall(call, { installation: null, by, action: 'request' }));
  const present = world.installations.values().find((each) => each.account === account);
  const installation = present ?? context.run(installOn(call, account, by));
  return redirect(afterInstall(call, { installation, by, action: present ? 'update' : 'install' }));
}

function installOn({ context, query }: Call, account: Account, by: Account) {
  const ids = query.getAll('repository_ids[]').map(Number);
  const chosen = context.world.repositories.values().filter(({ id }) => ids.includes(id));
  const repositories = chosen.map(({ owner, name }) => `${owner.login}/${name}`).toArray();
  return context.commands.install({
    account: account.login,
    by: by.login,
    ...(ids.length > 0 && { repositories }),
  });
}

interface Installed {
  /** Null: an owner must approve first. */
  installation: Installation | null;
  by: Account;
  action: 'install' | 'update' | 'request';
}

/** Redirects to the callback with a code if users authorise the App, too, otherwise to its setup URL, if it has one. */
function afterInstall({ context, query }: Call, { installation, by, action }: Installed): string {
  const { app, host } = context.world;
  const parameters = {
    ...(installation !== null && { installation_id: `${installation.id}` }),
    setup_action: action,
    state: query.get('state'),
  };
  const [callback] = app.callbackUrls;
  if (app.requestsOauthOnInstall && callback !== undefined) {
    return withQuery(callback, { code: context.oauth.createCode(by, callback), ...parameters });
  }
  if (app.setupUrl !== null) return withQuery(app.setupUrl, parameters);
  if (installation === null) return `${host.html}/apps/${app.slug}`;
  return `${host.html}/${settingsOf(installation.account)}/installations/${installation.id}`;
}

const settingsOf = ({ type, login }: Account) =>
  type === 'Organization' ? `organizations/${login}/settings` : 'settings';

/** @throws RestError 422 for an invalid manifest. */
function register({ context, body, query }: Call, owner: Account) {
  const manifest = readManifest(isObject(body) ? body.manifest : undefined);
  const code = context.manifests.add({ manifest, owner: owner.login });
  return redirect(withQuery(manifest.redirectUrl, { code, state: query.get('state') }));
}
