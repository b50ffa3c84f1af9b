import type { HookTarget, Runner } from '../../world/model.ts';
import { noContent, notFound, ok } from '../answer.ts';
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
      method: 'GET',
      path: '/actions/runners/:runner_id',
      permission: ['administration', 'read'],
      handle: (call) =>
        show(call, (target) => target.type === 'repository' && target.repository === call.repository),
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
    method: 'GET',
    path: '/orgs/:login/actions/runners/:runner_id',
    permission: ['organization_self_hosted_runners', 'read'],
    handle: (call) => show(call, isOf(call)),
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

function runnerOf({ context, params }: Call, isTarget: IsTarget): Runner {
  const runner = context.world.runners.get(Number(params.runner_id));
  if (runner === undefined || !isTarget(runner.target)) throw notFound();
  return runner;
}

function show(call: Call, isTarget: IsTarget) {
  return ok(runnerShape(runnerOf(call, isTarget)));
}

function remove(call: Call, isTarget: IsTarget) {
  const { id } = runnerOf(call, isTarget);
  call.context.run(call.context.commands.removeRunner({ runner: id }));
  return noContent();
}
