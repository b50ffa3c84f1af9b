import type { Label, Repository } from '../../world/model.ts';
import { created, noContent, notFound, ok, validationFailed } from '../answer.ts';
import { isObject } from '../is-object.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { sceneOf } from '../scene-of.ts';
import { restLabelShape } from '../shapes/label.ts';

const reads = ['issues', 'read'] as const;
const writes = ['issues', 'write'] as const;

/** Labels, whose names are case-insensitive on GitHub. */
export const labels = repositoryRoutes([
  {
    method: 'GET',
    path: '/labels',
    permission: reads,
    handle: ({ context, repository, address, query }) =>
      pageOf([...repository.labels.values()], { base: address, query }, (label) =>
        restLabelShape(context.world.host, repository, label),
      ),
  },
  {
    method: 'POST',
    path: '/labels',
    permission: writes,
    createsContent: true,
    handle(call) {
      const { context, repository, body } = call;
      const { name, color = 'ededed', description } = readLabel(body);
      if (name === undefined) throw invalid('name', 'missing_field');
      if (findLabel(repository, name) !== undefined) throw invalid('name', 'already_exists');
      const input = { ...sceneOf(call), name, color, ...(description !== undefined && { description }) };
      const label = context.run(context.commands.createLabel(input));
      return created(restLabelShape(context.world.host, repository, label));
    },
  },
  {
    method: 'GET',
    path: '/labels/:name',
    permission: reads,
    handle: ({ context, repository, params }) =>
      ok(restLabelShape(context.world.host, repository, labelOf(repository, params.name))),
  },
  {
    method: 'PATCH',
    path: '/labels/:name',
    permission: writes,
    handle(call) {
      const { context, repository, params, body } = call;
      const { name } = labelOf(repository, params.name);
      const { newName, color, description } = readLabel(body);
      const taken = newName === undefined ? undefined : findLabel(repository, newName);
      if (taken !== undefined && taken.name !== name) throw invalid('name', 'already_exists');
      const label = context.run(
        context.commands.editLabel({
          ...sceneOf(call),
          name,
          ...(newName !== undefined && { newName }),
          ...(color !== undefined && { color }),
          ...(description !== undefined && { description: description ?? '' }),
        }),
      );
      return ok(restLabelShape(context.world.host, repository, label));
    },
  },
  {
    method: 'DELETE',
    path: '/labels/:name',
    permission: writes,
    handle(call) {
      const { name } = labelOf(call.repository, call.params.name);
      call.context.run(call.context.commands.deleteLabel({ ...sceneOf(call), name }));
      return noContent();
    },
  },
]);

function findLabel({ labels }: Repository, name: string): Label | undefined {
  return labels.values().find((each) => each.name.toLowerCase() === name.toLowerCase());
}

function labelOf(repository: Repository, name = ''): Label {
  const label = findLabel(repository, name);
  if (label === undefined) throw notFound();
  return label;
}

const invalid = (field: string, code: 'invalid' | 'missing_field' | 'already_exists') =>
  validationFailed({ resource: 'Label', code, field });

interface LabelBody {
  name?: string;
  newName?: string;
  color?: string;
  description?: string | null;
}

/** @throws RestError 422 for an invalid label. */
function readLabel(body: unknown): LabelBody {
  if (!isObject(body)) throw invalid('name', 'missing_field');
  const { name, new_name: newName, color, description } = body;
  if (name !== undefined && (typeof name !== 'string' || name === '')) throw invalid('name', 'invalid');
  if (newName !== undefined && (typeof newName !== 'string' || newName === ''))
    throw invalid('name', 'invalid');
  if (color !== undefined && (typeof color !== 'string' || !/^[0-9a-f]{6}$/i.test(color))) {
    throw invalid('color', 'invalid');
  }
  if (description !== undefined && description !== null && typeof description !== 'string') {
    throw invalid('description', 'invalid');
  }
  return {
    ...(name !== undefined && { name }),
    ...(newName !== undefined && { newName }),
    ...(color !== undefined && { color }),
    ...(description !== undefined && { description }),
  };
}
