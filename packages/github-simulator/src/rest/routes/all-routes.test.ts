import { expect, test } from 'vitest';
import { allRoutes } from './all-routes.ts';

test('no route is listed twice, independent of parameter names', () => {
  const all = allRoutes.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`);
  expect(all.filter((each, n) => all.indexOf(each) !== n)).toEqual([]);
});
