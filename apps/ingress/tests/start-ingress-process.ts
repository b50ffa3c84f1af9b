import { createTestDatabase, freePort, startApp, type TestDatabase } from '@hubtwin/test-kit';
import { secret } from './send-delivery.ts';

/** The ingress in a process of its own, with a database of its own. */
export interface IngressProcess extends AsyncDisposable {
  port: number;
  pid: number;
  database: TestDatabase;
}

export async function startIngressProcess(environment: Record<string, string> = {}): Promise<IngressProcess> {
  await using owned = new AsyncDisposableStack();
  const database = owned.use(await createTestDatabase());
  const port = await freePort();
  const { pid } = owned.use(
    await startApp('ingress', {
      DATABASE_URL: database.url,
      GITHUB_WEBHOOK_SECRET: secret,
      INGRESS_PORT: `${port}`,
      LOG_LEVEL: 'silent',
      ...environment,
    }),
  );
  const disposal = owned.move();
  return { port, pid, database, [Symbol.asyncDispose]: () => disposal.disposeAsync() };
}
