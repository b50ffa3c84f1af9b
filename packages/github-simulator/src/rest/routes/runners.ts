import type { HookTarget, Runner } from '../../world/model.ts';
import { sameTarget } from '../../world/same-target.ts';
import { type Answer, noContent, notFound, ok } from '../answer.ts';
import { organizationRoutes } from '../organization-routes.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { Call, OrganizationCall, RepositoryCall, Route } from '../route.ts';
import { runnerShape } from '../shapes/runner.ts';

/** Self-hosted runners. GitHub sends no events for them. */
export const runners: Route[] = [
  ...repositoryRoutes(
    runnerRoutes<RepositoryCall>('administration', ({ repository }) => ({ type: 'repository', repository })),
  ),
  ...organizationRoutes(
    runnerRoutes<OrganizationCall>('organization_self_hosted_runners', ({ organization }) => ({
      type: 'organization',
      account: organization,
    })),
  ),
];

type RunnerRoute<C extends Call> = Omit<Route, 'handle'> & { handle(call: C): Answer };

/** The same routes for a repository and an organisation; `targetOf` returns it for a call. */
function runnerRoutes<C extends Call>(
  permission: string,
  targetOf: (call: C) => HookTarget,
): RunnerRoute<C>[] {
  const reads = [permission, 'read'] as const;

  function find(call: C): Runner {
    const runner = call.context.world.runners.get(Number(call.params.runner_id));
    if (runner === undefined || !sameTarget(runner.target, targetOf(call))) throw notFound();
    return runner;
  }

  return [
    {
      method: 'GET',
      path: '/actions/runners',
      permission: reads,
      handle(call) {
        const { context, address, query } = call;
        const target = targetOf(call);
        return pageOf(
          [...context.world.runners.values()].filter((runner) => sameTarget(runner.target, target)),
          { base: address, query },
          runnerShape,
          (runners, total_count) => ({ total_count, runners }),
        );
      },
    },
    {
      method: 'GET',
      path: '/actions/runners/:runner_id',
      permission: reads,
      handle: (call) => ok(runnerShape(find(call))),
    },
    {
      method: 'DELETE',
      path: '/actions/runners/:runner_id',
      permission: [permission, 'write'],
      handle(call) {
        call.context.run(call.context.commands.removeRunner({ runner: find(call).id }));
        return noContent();
      },
    },
  ];
}
