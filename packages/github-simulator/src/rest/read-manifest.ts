import type { App } from '../world/model.ts';
import { invalidManifest as invalid } from './invalid-manifest.ts';
import { isObject } from './is-object.ts';
import { readGrants } from './read-grants.ts';

/** The content of an App's manifest. */
export interface AppManifest {
  name: string;
  url: string;
  redirectUrl: string;
  description: string;
  webhook: { url: string; active: boolean } | null;
  callbackUrls: string[];
  setupUrl: string | null;
  requestsOauthOnInstall: boolean;
  permissions: App['permissions'];
  events: App['events'];
}

/**
 * @param text JSON, from the form's `manifest`.
 * @throws RestError 422 for errors that GitHub would display.
 */
export function readManifest(text: unknown): AppManifest {
  const manifest = parse(text);
  const { name, url, redirect_url, description, hook_attributes, callback_urls, setup_url } = manifest;
  const { request_oauth_on_install, default_permissions = {}, default_events = [] } = manifest;
  if (typeof name !== 'string' || !/[a-z0-9]/i.test(name) || name.length > 34) throw invalid('name');
  if (!isUrl(url)) throw invalid('url');
  if (!isUrl(redirect_url)) throw invalid('redirect_url');
  if (callback_urls !== undefined && !(Array.isArray(callback_urls) && callback_urls.every(isUrl)))
    throw invalid('callback_urls');
  if (setup_url !== undefined && !isUrl(setup_url)) throw invalid('setup_url');
  const grants = readGrants(default_permissions, default_events);
  return {
    name,
    url,
    redirectUrl: redirect_url,
    description: typeof description === 'string' ? description : '',
    webhook: hook_attributes === undefined ? null : readWebhook(hook_attributes),
    callbackUrls: callback_urls ?? [],
    setupUrl: setup_url ?? null,
    requestsOauthOnInstall: request_oauth_on_install === true,
    ...grants,
  };
}

function parse(text: unknown): Record<string, unknown> {
  try {
    const manifest: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
    if (isObject(manifest)) return manifest;
  } catch {
    // Reported below, like any other invalid manifest.
  }
  throw invalid('manifest');
}

function readWebhook(hook: unknown): NonNullable<AppManifest['webhook']> {
  if (!isObject(hook) || !isUrl(hook.url)) throw invalid('hook_attributes');
  return { url: hook.url, active: hook.active !== false };
}

const isUrl = (value: unknown): value is string => typeof value === 'string' && URL.canParse(value);
