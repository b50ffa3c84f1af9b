import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '@hubtwin/config';
import { recordEnvironment } from './local-environment.ts';
import { openEmbeddedPostgres } from './open-postgres.ts';
import type { Installation } from './plan-installation.ts';
import { runToEnd } from './run-to-end.ts';
import { modestHeap } from './services.ts';

const commandLine = fileURLToPath(new URL('../main.ts', import.meta.url));

/** A database with the schema of this version. Disposing stops an embedded Postgres. */
interface InstalledDatabase extends AsyncDisposable {
  url: string;
  /** The variables of services that use it. */
  environment: Record<string, string>;
}

/**
 * Starts the embedded Postgres unless another one is configured, and migrates the database.
 *
 * @param options aborting `signal` ends a start in progress; aborting `hurry` makes a stop immediate.
 */
export async function openDatabase(
  installation: Installation,
  { signal, hurry }: { signal: AbortSignal; hurry: AbortSignal },
): Promise<InstalledDatabase> {
  await using opened = new AsyncDisposableStack();
  const directory = join(installation.home, 'postgres');
  const url =
    installation.databaseUrl ??
    opened.use(await openEmbeddedPostgres({ directory, signal, hurry }, console.log)).url;
  const environment = installation.environmentWith(url);
  recordEnvironment(installation.home, environment);
  // In a separate process, which can be ended at any statement.
  await runToEnd({
    args: [...modestHeap, commandLine, 'migrate'],
    environment: childEnvironment(environment),
    signal,
  });
  const open = opened.move();
  return { url, environment, [Symbol.asyncDispose]: () => open.disposeAsync() };
}
