import { UsageError } from '../usage-error.ts';
import { services, simulatorService, type UpService } from './services.ts';

/**
 * The services to start: all that this installation needs, or those of them that `only` lists
 * (comma-separated); the simulator with a demo.
 *
 * @throws UsageError if `only` lists an unknown service.
 */
export function chooseServices(
  only: string | undefined,
  { isDemo, hasRedis }: { isDemo: boolean; hasRedis: boolean },
): UpService[] {
  const useful = services.filter(({ needsRedis }) => hasRedis || needsRedis !== true);
  const all = isDemo ? [...useful, simulatorService] : useful;
  if (only === undefined) return all;
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !all.some((service) => service.name === name));
  if (unknown.length > 0) {
    throw new UsageError(
      `--only: unknown service ${unknown.join(', ')}; the services are ${all.map(({ name }) => name).join(', ')}`,
    );
  }
  return all.filter(({ name }) => names.includes(name));
}
