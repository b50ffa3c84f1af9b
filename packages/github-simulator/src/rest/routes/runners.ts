import type { HookTarget, Runner } from '../../world/model.ts';
import { noContent, notFound } from '../answer.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { Call, Route } from '../route.ts';
import { runnerShape } from '../shapes/runner.ts';

/** Self-hosted runners. GitHub tells of none of their changes: whoever wants to know asks. */
export const runners: Route[] = [
  ...repositoryRoutes([
    {
      method: 'GET',
      path: '/actions/runners',
      permission: ['administration', 'read'],
      handle: (call) =>
        list(call, (target) => target.type === 'repository' && target.repository === call.repository),
    },
    {
      method: 'DELETE',
      path: '/actions/runners/:runner_id',
      permission: ['administration', 'write'],
      handle: (call) =>
        remove(call, (target) => target.type === 'repository' && target.repository === call.repository),
    },
  ]),
  {
    method: 'GET',
    path: '/orgs/:login/actions/runners',
    permission: ['organization_self_hosted_runners', 'read'],
    handle: (call) => list(call, isOf(call)),
  },
  {
    method: 'DELETE',
    path: '/orgs/:login/actions/runners/:runner_id',
    permission: ['organization_self_hosted_runners', 'write'],
    handle: (call) => remove(call, isOf(call)),
  },
];

type IsTarget = (target: HookTarget) => boolean;

const isOf =
  ({ params }: Call): IsTarget =>
  (target) =>
    target.type === 'organization' && target.account.login.toLowerCase() === params.login?.toLowerCase();

function list({ context, address, query }: Call, isTarget: IsTarget) {
  const found = context.world.runners.values().filter(({ target }) => isTarget(target));
  return pageOf(
    found.toArray(),
    { base: address, query },
    (runner: Runner) => runnerShape(runner),
    (runners, total_count) => ({ total_count, runners }),
  );
}

function remove({ context, params }: Call, isTarget: IsTarget) {
  const runner = context.world.runners.get(Number(params.runner_id));
  if (runner === undefined || !isTarget(runner.target)) throw notFound();
  context.run(context.commands.removeRunner({ runner: runner.id }));
  return noContent();
}
