import { expect, test } from 'vitest';
import { createSimulator } from '../create-simulator.ts';
import { milestoneShape } from '../shapes/milestone.ts';
import { findRepository } from '../world/lookup.ts';

const scene = { repository: 'storefront', by: 'ada-okafor' };

test('the number of a deleted issue is recorded as deleted, that of a transferred one with its new place', () => {
  const { commands, world } = createSimulator({ seed: 3 });
  const repository = findRepository(world, 'storefront');
  const handbook = findRepository(world, 'handbook');
  for (const title of ['One', 'Two', 'Three']) commands.openIssue({ ...scene, title, labels: ['bug'] });
  commands.deleteIssue({ ...scene, number: 1 });
  const { value: moved } = commands.transferIssue({ ...scene, number: 2, to: 'handbook' });

  expect([...repository.issues.keys()]).toEqual([3]);
  expect([...repository.deletedIssues]).toEqual([1]);
  expect([...repository.movedIssues]).toEqual([[2, { repository: handbook, number: moved.number }]]);
  expect(handbook.issues.get(moved.number)).toMatchObject({ title: 'Two', state: 'open' });
  expect(moved.labels).toEqual([handbook.labels.get('bug')]);
  expect([repository.openIssues, handbook.openIssues]).toEqual([1, 1]);
  expect(commands.openIssue({ ...scene, title: 'Four' }).value.number).toBe(4);
});

test('a deleted label or milestone is removed from its issues', () => {
  const { commands } = createSimulator({ seed: 3 });
  const { value: issue } = commands.openIssue({ ...scene, title: 'One', labels: ['bug', 'question'] });
  const { value: milestone } = commands.createMilestone({ ...scene, title: 'Spring' });
  commands.setMilestone({ ...scene, number: 1, milestone: milestone.number });
  commands.deleteLabel({ ...scene, name: 'bug' });
  commands.deleteMilestone({ ...scene, milestone: milestone.number });
  expect(issue.labels.map(({ name }) => name)).toEqual(['question']);
  expect(issue.milestone).toBeNull();
});

test('a milestone counts its issues, without those that were removed', () => {
  const { commands, world } = createSimulator({ seed: 3 });
  const { value: milestone } = commands.createMilestone({ ...scene, title: 'Spring' });
  for (const number of [1, 2, 3, 4, 5]) {
    commands.openIssue({ ...scene, title: 'One' });
    commands.setMilestone({ ...scene, number, milestone: milestone.number });
  }
  const counted = () => {
    const shape = milestoneShape(world.host, findRepository(world, 'storefront'), milestone);
    return [shape.open_issues, shape.closed_issues];
  };
  commands.closeIssue({ ...scene, number: 1 });
  expect(counted()).toEqual([4, 1]);
  commands.deleteIssue({ ...scene, number: 1 });
  commands.transferIssue({ ...scene, number: 2, to: 'handbook' });
  commands.clearMilestone({ ...scene, number: 3 });
  expect(counted()).toEqual([2, 0]);
});
