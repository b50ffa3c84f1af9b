import type { Milestone } from '../../world/model.ts';
import { notFound, ok } from '../answer.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { restMilestoneShape } from '../shapes/milestone.ts';

const dueOn = ({ dueOn }: Milestone): string | number => dueOn ?? '~';

/** The share of its issues that are closed. */
function completeness({ issues }: Milestone): string | number {
  const closed = [...issues].filter(({ state }) => state === 'closed').length;
  return issues.size === 0 ? 0 : closed / issues.size;
}

export const milestones = repositoryRoutes([
  {
    method: 'GET',
    path: '/milestones',
    permission: ['issues', 'read'],
    handle({ context, repository, address, query }) {
      const state = query.get('state') ?? 'open';
      const sign = query.get('direction') === 'desc' ? -1 : 1;
      const key = query.get('sort') === 'completeness' ? completeness : dueOn;
      const listed = [...repository.milestones.values()]
        .filter((milestone) => state === 'all' || milestone.state === state)
        .sort((one, other) => sign * (key(one) < key(other) ? -1 : 1));
      return pageOf(listed, { base: address, query }, (milestone) =>
        restMilestoneShape(context.world.host, repository, milestone),
      );
    },
  },
  {
    method: 'GET',
    path: '/milestones/:number',
    permission: ['issues', 'read'],
    handle({ context, repository, params }) {
      const milestone = repository.milestones.get(Number(params.number));
      if (milestone === undefined) throw notFound();
      return ok(restMilestoneShape(context.world.host, repository, milestone));
    },
  },
]);
