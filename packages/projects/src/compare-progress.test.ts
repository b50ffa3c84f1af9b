import type { Dependency, Progress } from '@hubtwin/database';
import { expect, test } from 'vitest';
import { compareProgress } from './compare-progress.ts';

const dependency = (name: string, requirement: string, kind: Dependency['kind'] = 'prod'): Dependency => ({
  manifest: 'package.json',
  ecosystem: 'npm',
  name,
  requirement,
  kind,
});
const section = (heading: string, done: number, total: number) => ({ headings: [heading], done, total });
const progress: Progress = {
  plan: 'plan.md',
  sections: [section('A', 1, 2), section('B', 0, 1)],
  dependencies: [dependency('x', '1'), dependency('y', '1')],
  errors: [],
};

test('another order is not a change', () => {
  expect(compareProgress(progress, structuredClone(progress))).toBeNull();
  const { sections, dependencies } = progress;
  const turned = { ...progress, sections: sections.toReversed(), dependencies: dependencies.toReversed() };
  expect(compareProgress(progress, turned)).toBeNull();
});

test('new, deleted and changed sections are listed with both counts', () => {
  const after = { ...progress, sections: [section('A', 2, 2), section('C', 0, 3)] };
  expect(compareProgress(progress, after)?.tasks).toEqual({
    from: { done: 1, total: 3 },
    to: { done: 2, total: 5 },
    sections: [
      { headings: ['A'], from: { done: 1, total: 2 }, to: { done: 2, total: 2 } },
      { headings: ['C'], from: null, to: { done: 0, total: 3 } },
      { headings: ['B'], from: { done: 0, total: 1 }, to: null },
    ],
  });
});

test('a dependency of another kind is another one, of another version is updated', () => {
  const after = { ...progress, dependencies: [dependency('x', '2'), dependency('y', '1', 'dev')] };
  expect(compareProgress(progress, after)).toEqual({
    tasks: null,
    dependencies: {
      added: [dependency('y', '1', 'dev')],
      removed: [dependency('y', '1')],
      updated: [{ manifest: 'package.json', ecosystem: 'npm', name: 'x', kind: 'prod', from: '1', to: '2' }],
    },
  });
});

test('a plan at another path, a new error and the first processing are changes', () => {
  const nothing = { tasks: null, dependencies: { added: [], removed: [], updated: [] } };
  expect(compareProgress(progress, { ...progress, plan: 'docs/plan.md' })).toEqual(nothing);
  const errors = [{ path: 'go.mod', error: 'no' }];
  expect(compareProgress(progress, { ...progress, errors })).toEqual(nothing);
  expect(compareProgress(null, progress)?.dependencies.added).toHaveLength(2);
  expect(compareProgress(null, { plan: null, sections: [], dependencies: [], errors: [] })).toBeNull();
});
