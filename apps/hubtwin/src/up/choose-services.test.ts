import { expect, test } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { chooseServices } from './choose-services.ts';

const names = (...options: Parameters<typeof chooseServices>) =>
  chooseServices(...options).map(({ name }) => name);

test('the cache-worker runs where there is a Redis to keep fresh, the simulator where there is a demo', () => {
  const here = names(undefined, { isDemo: false, hasRedis: false });
  expect(here).not.toContain('cache-worker');
  expect(names(undefined, { isDemo: false, hasRedis: true })).toHaveLength(here.length + 1);
  expect(names('cache-worker, api', { isDemo: false, hasRedis: true })).toEqual(['cache-worker', 'api']);
  expect(names(undefined, { isDemo: true, hasRedis: false })).toEqual([...here, 'simulator']);
  expect(() => names('api,cache', { isDemo: false, hasRedis: true })).toThrow('unknown service cache;');
  expect(() => names('api,', { isDemo: true, hasRedis: false })).toThrow(UsageError);
});
