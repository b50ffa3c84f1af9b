import { loadConfig } from '@hubtwin/config';
import { type HttpService, listen } from '@hubtwin/service';
import type { Telemetry } from '@hubtwin/telemetry';
import { type IngressConfig, ingressSections } from '../src/config.ts';
import { createContext, type IngressContext } from '../src/context.ts';
import { createApp } from '../src/create-app.ts';
import { secret } from './send-delivery.ts';

export interface TestIngressOptions {
  telemetry: Telemetry;
  databaseUrl: string;
  environment?: Record<string, string>;
  /** What no environment can say, such as an empty secret. */
  webhooks?: Partial<IngressConfig['webhooks']>;
  /** Replaces parts of the context. */
  replace?(context: IngressContext): Partial<IngressContext>;
}

/** The ingress as `main.ts` runs it, in this process and on a free port; its queue is on Postgres. */
export interface TestIngress extends AsyncDisposable {
  port: number;
  context: IngressContext;
  service: HttpService;
}

export async function startIngress(options: TestIngressOptions): Promise<TestIngress> {
  await using owned = new AsyncDisposableStack();
  const config = loadConfig(ingressSections, {
    DATABASE_URL: options.databaseUrl,
    GITHUB_WEBHOOK_SECRET: secret,
    ...options.environment,
  });
  const webhooks = { ...config.webhooks, ...options.webhooks };
  const context = owned.use(await createContext({ ...config, webhooks }, options.telemetry));
  const app = createApp({ ...context, ...options.replace?.(context) });
  const service = owned.use(await listen(app, { port: 0, host: '127.0.0.1', variable: 'INGRESS_PORT' }));
  const disposal = owned.move();
  return {
    port: service.port,
    context,
    service,
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}
