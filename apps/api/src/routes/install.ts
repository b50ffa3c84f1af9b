import { contract } from '@hubtwin/contract';
import { storeUserInstallation } from '@hubtwin/replication';
import { browserRoute } from '../http/browser-route.ts';
import type { Page } from '../http/render-page.ts';
import type { RouteContext } from '../http/route.ts';
import { giveBrowser, readBrowser } from '../install/browser-cookie.ts';
import { type InstallFlow, openInstallFlow } from '../install/install-flow.ts';
import { ProblemError } from '../problem-error.ts';

/** Somebody waits before the browser. Nobody asks as them again. */
const askGitHub = { priority: 'critical', deadlineMs: 20_000, once: true } as const;

export const installApp = browserRoute(contract.installApp, async ({ request, response }, context) => {
  const flow = openInstallFlow(context.installing);
  return { leadsTo: flow.pageFor(giveBrowser(request, response, flow.isSecure)) };
});

const requested: Page = {
  title: 'An owner has to approve',
  paragraphs: [
    'GitHub has asked the owners of the organisation to install the App. Once one of them does, Hubtwin is told, and ' +
      'imports what the App may see. There is nothing more to do here.',
  ],
};

export const finishAppInstall = browserRoute(
  contract.finishAppInstall,
  async ({ query, request }, context) => {
    const flow = openInstallFlow(context.installing);
    const { code, state, installation_id: installationId, setup_action: action, error } = query;
    const isOurs = await flow.accept(state, readBrowser(request, flow.isSecure));
    // These two change nothing, whoever says so.
    if (error !== undefined) {
      throw new ProblemError(
        'installation_denied',
        'GitHub was told not to go on; nothing was changed here.',
      );
    }
    if (action === 'request') return requested;
    if (!isOurs) {
      const detail =
        'The way back from GitHub is open for ten minutes, once, and only to the browser that set out. If the App was ' +
        'installed on GitHub itself, Hubtwin is told of it all the same.';
      throw new ProblemError('invalid_state', detail);
    }
    if (code === undefined || installationId === undefined) {
      throw new ProblemError('invalid_request', 'GitHub names no code or no installation.');
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
    // Anybody can come with any id: whose it is only GitHub says.
    const stored = await storeUserInstallation(
      { database, view: github.forToken(token) },
      installationId,
      askGitHub,
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
    // It has done what it was for; it would live for hours.
    await flow.signIn.revoke(token).catch((error: unknown) => {
      logger.warn({ err: error }, "a person's token was not revoked");
    });
  }
}

const installed = ({ account, isImported }: { account: string; isImported: boolean }): Page => ({
  title: `Hubtwin is installed on ${account}`,
  paragraphs: [
    isImported
      ? 'Its repositories are being imported; GET /api/v1/sync/status tells how far that is.'
      : 'Nothing is imported by itself, as the configuration or GitHub has it: hubtwin import reads what you name.',
    'You can close this page.',
  ],
  link: { to: '/docs', text: 'The API' },
});
