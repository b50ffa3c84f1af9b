import { checkRunShape } from '../shapes/check-run.ts';
import { fullCheckSuiteShape } from '../shapes/check-suite.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import type { Place } from '../world/lookup.ts';
import type { CheckRun, CheckSuite } from '../world/model.ts';

/** Emits `check_run` created or completed, depending on the state of the run; GitHub sends no other state. */
export function announceCheckRun(world: World, at: Place, suite: CheckSuite, run: CheckRun): void {
  const shape = checkRunShape(world.host, at.repository, suite, run);
  const around = surroundings(world, at);
  if (run.completedAt === null) {
    world.emit('check_run', { action: 'created', check_run: shape, ...around });
  } else {
    const completed = { ...shape, status: 'completed' as const, completed_at: run.completedAt };
    world.emit('check_run', { action: 'completed', check_run: completed, ...around });
  }
}

/** Emits `check_suite` completed. Other actions reach only the app of the suite. */
export function announceCheckSuite(world: World, at: Place, suite: CheckSuite): void {
  world.emit('check_suite', {
    action: 'completed',
    check_suite: fullCheckSuiteShape(world.host, at.repository, suite),
    ...surroundings(world, at),
  });
}
