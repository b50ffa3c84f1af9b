import type { Simulator } from '../create-simulator.ts';
import type { Delivery } from '../world/create-world.ts';
import { checkActivities } from './check-activities.ts';
import { codeActivities } from './code-activities.ts';
import { issueActivities } from './issue-activities.ts';
import { repositoryActivities } from './repository-activities.ts';
import { runActivities } from './run-activities.ts';
import { setStage } from './stage.ts';

const activities = [
  ...issueActivities,
  ...codeActivities,
  ...runActivities,
  ...checkActivities,
  ...repositoryActivities,
];

/** A random person in the organisation does one thing, chosen by weight. */
export function act(simulator: Simulator): Delivery[] {
  const stage = setStage(simulator);
  const weights = activities.map((activity) => activity.weight(stage));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = stage.random.fraction() * total;
  const chosen = activities.find((_, index) => {
    left -= weights[index] ?? 0;
    return left < 0;
  });
  return chosen?.perform(stage) ?? [];
}
