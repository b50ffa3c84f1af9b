import { services, simulatorService, type UpService } from './services.ts';

/**
 * The services to start: all that this installation has work for, or those of them that `only` lists
 * (comma-separated); the simulator with a demo.
 *
 * @throws naming what `only` lists and is no service.
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
    throw new Error(
      `--only: no service ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}`,
    );
  }
  return all.filter(({ name }) => names.includes(name));
}
