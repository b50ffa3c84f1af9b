import type { Config, databaseConfig } from '@hubtwin/config';
import { createDatabase, type DatabaseConnection, type DatabaseOptions } from '@hubtwin/database';
import type { Logger } from '@hubtwin/telemetry';

/** Opens the configured database; lost connections are logged. */
export function openDatabase(
  config: Config<{ database: typeof databaseConfig }>,
  { logger }: { logger: Logger },
  options: Partial<DatabaseOptions> = {},
): DatabaseConnection {
  return createDatabase({
    ...config.database,
    onConnectionError: (error) => logger.warn({ err: error }, 'database connection lost'),
    ...options,
  });
}
