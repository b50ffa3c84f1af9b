import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startSimulator } from '@hubtwin/github-simulator';
import { startPostgres } from '@hubtwin/postgres-server';
import { freePort, startTestRedis, waitFor } from '@hubtwin/test-kit';
import { z } from 'zod';
import type { OpenImage } from './open-image.ts';
import { runService } from './run-service.ts';

const services = ['ingress', 'sync-worker', 'import-worker', 'cache-worker', 'api'] as const;
const page = z.object({ data: z.array(z.looseObject({ title: z.string().nullable() })) });

/**
 * Runs every service of an image in production, against Postgres, Redis and a simulated GitHub, until an issue that the
 * GitHub delivers is in the API.
 *
 * @throws with what does not hold.
 */
export async function testServices(image: OpenImage, folder: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const secret = randomBytes(32).toString('hex');
  const adminKey = `htk_${randomBytes(24).toString('base64url')}`;
  const [ingressPort, apiPort] = [await freePort(), await freePort()];
  await using postgres = await startPostgres({ directory: join(folder, 'postgres') });
  await using redis = await startTestRedis();
  await using github = await startSimulator({
    seed: 1,
    port: 0,
    app: { id: 1, privateKey },
    scenario: 'quiet',
    webhookUrl: `http://127.0.0.1:${ingressPort}/webhooks/github`,
    webhookSecret: secret,
  });
  const environment = {
    LISTEN_HOST: '127.0.0.1',
    DATABASE_URL: postgres.url('postgres'),
    REDIS_URL: redis.url,
    INGRESS_PORT: `${ingressPort}`,
    API_PORT: `${apiPort}`,
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    HUBTWIN_ADMIN_KEY: adminKey,
    GITHUB_BASE_URL: github.url,
    GITHUB_APP_ID: '1',
    GITHUB_APP_PRIVATE_KEY: privateKey.replaceAll('\n', '\\n'),
    GITHUB_WEBHOOK_SECRET: secret,
  };

  const [file, args] = image.command(['apps/hubtwin/src/main.ts', 'migrate'], environment);
  execFileSync(file, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  await using running = new AsyncDisposableStack();
  for (const name of services) {
    const metricsPort = await freePort();
    running.use(
      await runService({
        image,
        name,
        args: [`apps/${name}/src/main.ts`],
        environment: { ...environment, METRICS_PORT: `${metricsPort}` },
        healthUrl: `http://127.0.0.1:${metricsPort}/healthz`,
      }),
    );
    console.log(`${name} runs`);
  }

  const { commands } = github.simulator;
  const title = `Delivered to the image ${randomBytes(4).toString('hex')}`;
  const by = 'ada-okafor';
  for (const { deliveries } of [
    commands.install({ by }),
    commands.openIssue({ repository: 'storefront', by, title }),
  ])
    for (const delivery of deliveries) await github.deliverer.deliver(delivery);
  await waitFor(
    'the issue in the API',
    async () => {
      const headers = { authorization: `Bearer ${adminKey}` };
      const response = await fetch(`http://127.0.0.1:${apiPort}/api/v1/issues?limit=100`, { headers });
      return page.parse(await response.json()).data.some((issue) => issue.title === title);
    },
    { timeoutMs: 60_000, everyMs: 100 },
  );
  console.log('a delivery is a row');
}
