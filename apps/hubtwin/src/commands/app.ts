import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { githubAppConfig, githubConfig, loadConfig } from '@hubtwin/config';
import { login } from '@hubtwin/contract';
import { convertManifest, webRootOf } from '@hubtwin/github';
import { appManifest } from '@hubtwin/replication';
import { stopSignal } from '@hubtwin/service';
import { appFileOf, appVariables, writeAppFile } from '../app/app-file.ts';
import { serveManifest } from '../app/serve-manifest.ts';
import { UsageError } from '../usage-error.ts';

interface AppOptions {
  organization?: string | undefined;
  name?: string | undefined;
  output?: string | undefined;
}

/**
 * `hubtwin app create`: creates an App on GitHub with the permissions and events that Hubtwin needs, by a page to
 * open in a browser, and writes its key and secrets to an environment file, which `hubtwin up` reads.
 */
export async function appCreateCommand({ organization, name: givenName, output }: AppOptions): Promise<void> {
  if (organization !== undefined && !login.safeParse(organization).success)
    throw new UsageError(`--organization: ${organization} is not a valid login.`);
  const { github, app } = loadConfig({ github: githubConfig, app: githubAppConfig });
  const { webhookUrl, publicUrl } = app;
  if (webhookUrl === null) {
    throw new UsageError(
      'Set GITHUB_WEBHOOK_URL to the public URL of the ingress: https://…/webhooks/github. A tunnel to its port is enough.',
    );
  }
  const file = output ?? appFileOf(join(process.cwd(), '.hubtwin'));
  if (existsSync(file))
    throw new UsageError(`${file} already has an App; move the file, or use another --output.`);

  const owner = organization === undefined ? '' : `/organizations/${organization}`;
  const name = givenName ?? `Hubtwin ${randomBytes(3).toString('hex')}`;
  await using page = await serveManifest({
    action: `${webRootOf(github.baseUrl)}${owner}/settings/apps/new`,
    manifest: (redirectUrl) => appManifest({ name, publicUrl, webhookUrl, redirectUrl }),
  });
  console.log(`Open this page on this machine; Ctrl-C cancels.\n\n  ${page.url}\n`);
  const code = await Promise.race([page.code, stopSignal().then(() => null)]);
  if (code === null) return;
  const made = await convertManifest(github.baseUrl, code);
  writeAppFile(file, appVariables(made, { webhookUrl }));
  console.log(
    `GitHub has created ${made.html_url}. Its key and secrets are in ${file}, which only its owner can read.\n` +
      `Start Hubtwin with it (hubtwin up in this folder reads it), then install the App: ${publicUrl}/api/v1/auth/github/install`,
  );
}
