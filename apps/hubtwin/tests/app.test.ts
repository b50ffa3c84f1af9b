import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { githubAppConfig, githubConfig, loadConfig } from '@hubtwin/config';
import { startSimulator } from '@hubtwin/github-simulator';
import { waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';

const entry = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const hook = 'http://127.0.0.1:9/webhooks/github';

/** The status of a request that `fetch` would not send. */
async function statusWithHost(url: string, host: string): Promise<number> {
  const [response] = await once(request(url, { headers: { host } }).end(), 'response');
  response.resume();
  return response.statusCode;
}

test('hubtwin app create creates the App by a local page, and stores its secrets for the owner alone', async () => {
  await using github = await startSimulator({ seed: 1, port: 0, scenario: 'quiet' });
  const folder = mkdtempSync(join(tmpdir(), 'hubtwin-app-'));
  const start = () =>
    spawn(process.execPath, [entry, 'app', 'create', '--organization', 'demo-org', '--name', 'Our Twin'], {
      cwd: folder,
      env: { PATH: process.env.PATH, GITHUB_BASE_URL: github.url, GITHUB_WEBHOOK_URL: hook },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const child = start();
  const exited = once(child, 'exit');
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  try {
    await waitFor('the page', () => /http:\/\/127/.test(output) || child.exitCode !== null);
    const [url = ''] = /http:\/\/127\S+/.exec(output) ?? expect.fail(output);
    const { origin } = new URL(url);
    // Neither a page that resolves to this machine nor one that guesses the URL is accepted.
    expect(await statusWithHost(url, 'evil.example')).toBe(404);
    expect((await fetch(`${origin}/created?code=forged&state=guessed`)).status).toBe(404);
    expect((await fetch(`${origin}/`)).status).toBe(404);

    const page = await fetch(url);
    const text = (await page.text())
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&amp;', '&');
    expect(page.headers.get('content-security-policy')).toContain(`form-action ${github.url}`);
    const [, action = '', manifest = ''] =
      /action="(.+?)"[\s\S]*value="(\{.+\})"/.exec(text) ?? expect.fail(text);
    expect(action).toMatch(`${github.url}/organizations/demo-org/settings/apps/new?state=`);
    const body = new URLSearchParams({ manifest });
    const posted = await fetch(action, { method: 'POST', body, redirect: 'manual' });
    const back = posted.headers.get('location') ?? '';
    expect(await (await fetch(back)).text()).toContain('has created the App');
  } finally {
    if (child.exitCode === null)
      await waitFor('its end', () => child.exitCode !== null).catch(() => child.kill());
  }
  expect(await exited).toEqual([0, null]);

  const file = join(folder, '.hubtwin/github-app.env');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const variables = parseEnv(readFileSync(file, 'utf8'));
  const { app } = github.simulator;
  expect(loadConfig({ github: githubConfig, app: githubAppConfig }, variables)).toMatchObject({
    github: { app: { id: `${app.id}`, privateKey: github.rest.appKey.privateKey.trim() } },
    app: { slug: 'our-twin', clientSecret: app.clientSecret, webhookUrl: hook },
  });
  expect(variables.GITHUB_WEBHOOK_SECRET).toMatch(/^[0-9a-f]{40}$/);
  expect(app.permissions).toMatchObject({ administration: 'write', contents: 'read' });
  expect(app.callbackUrls).toEqual(['http://localhost:3001/api/v1/auth/github/callback']);
  for (const secret of [app.clientSecret, variables.GITHUB_WEBHOOK_SECRET, 'BEGIN'])
    expect(output).not.toContain(secret);

  // GitHub shows the secrets only once: a second App does not overwrite the file.
  const again = start();
  expect(await once(again, 'exit')).toEqual([2, null]);
  expect(parseEnv(readFileSync(file, 'utf8'))).toEqual(variables);
  rmSync(folder, { recursive: true });
});
