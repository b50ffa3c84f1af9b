import { contract } from '@hubtwin/contract';
import { storeUserInstallation } from '@hubtwin/replication';
import { browserRoute } from '../http/browser-route.ts';
import type { Page } from '../http/render-page.ts';
import type { RouteContext } from '../http/route.ts';
import { giveBrowser, readBrowser } from '../install/browser-cookie.ts';
import { type InstallFlow, openInstallFlow } from '../install/install-flow.ts';
import { ProblemError } from '../problem-error.ts';

/** A user waits in the browser, and their token is used only once. */
const callOptions = { priority: 'critical', deadlineMs: 20_000, once: true } as const;

export const installApp = browserRoute(contract.installApp, async ({ request, response }, context) => {
  const flow = openInstallFlow(context.installing);
  return { leadsTo: flow.pageFor(giveBrowser(request, response, flow.isSecure)) };
});

const requested: Page = {
  title: 'An owner must approve',
  paragraphs: [
    'GitHub has sent a request to the owners of the organisation. Once one of them approves it, Hubtwin is notified, and ' +
      'imports the repositories that the App can access. You can close this page.',
  ],
};

export const finishAppInstall = browserRoute(
  contract.finishAppInstall,
  async ({ query, request }, context) => {
    const flow = openInstallFlow(context.installing);
    const { code, state, installation_id: installationId, setup_action: action, error } = query;
    const isOurs = await flow.accept(state, readBrowser(request, flow.isSecure));
    // These two change nothing, so they need no valid state.
    if (error !== undefined) {
      throw new ProblemError(
        'installation_denied',
        'The installation was cancelled on GitHub; nothing was changed here.',
      );
    }
    if (action === 'request') return requested;
    if (!isOurs) {
      const detail =
        'The link back from GitHub is valid once, for ten minutes, and only in the browser that started the installation. If the App was ' +
        'installed on GitHub itself, Hubtwin is still notified of it.';
      throw new ProblemError('invalid_state', detail);
    }
    if (code === undefined || installationId === undefined) {
      throw new ProblemError(
        'invalid_request',
        'The code or the installation is missing in the request from GitHub.',
      );
    }
    return await finish(context, flow, { code, installationId });
  },
);

async function finish(
  context: RouteContext,
  flow: InstallFlow,
  { code, installationId }: { code: string; installationId: number },
): Promise<Page & { change: { actor: string; details: unknown } }> {
  const { database, github, logger } = context;
  const token = await flow.signIn.exchange(code);
  try {
    // The id is not trusted: only GitHub knows whose installation it is.
    const stored = await storeUserInstallation(
      { database, view: github.forToken(token) },
      installationId,
      callOptions,
    );
    if (stored === null) {
      throw new ProblemError('installation_not_found', 'GitHub shows you no such installation of the App.');
    }
    const isImported = !stored.isSuspended && (await context.enqueueAutoImport(installationId));
    logger.info(
      { installation_id: installationId, user: stored.user, imported: isImported },
      'App installed',
    );
    const details = { installation_id: installationId, account: stored.account, imported: isImported };
    return {
      ...installed({ account: stored.account ?? 'your account', isImported }),
      change: { actor: `github:${stored.user}`, details },
    };
  } finally {
    // It is not needed any more, and would be valid for hours.
    await flow.signIn.revoke(token).catch((error: unknown) => {
      logger.warn({ err: error }, "a user's token was not revoked");
    });
  }
}

const installed = ({ account, isImported }: { account: string; isImported: boolean }): Page => ({
  title: `Hubtwin is installed on ${account}`,
  paragraphs: [
    isImported
      ? 'Its repositories are being imported; GET /api/v1/sync/status shows the progress.'
      : 'Nothing is imported automatically: automatic imports are disabled, or the installation is suspended. Use hubtwin import.',
    'You can close this page.',
  ],
  link: { to: '/docs', text: 'The API' },
});
