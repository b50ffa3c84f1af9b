import { validationFailed } from './answer.ts';
import { isObject } from './is-object.ts';
import type { RepositoryCall } from './route.ts';
import { sceneOf } from './scene-of.ts';

/** The settings that a request changes; omitted ones are unchanged. */
export interface RepositorySettings {
  name?: string;
  description?: string;
  homepage?: string;
  default_branch?: string;
  private?: boolean;
  archived?: boolean;
}

const texts = ['name', 'description', 'homepage', 'default_branch'] as const;
const switches = ['private', 'archived'] as const;

/** @throws RestError 422 for values of a wrong type. */
export function readSettings(body: unknown): RepositorySettings {
  const invalid = (field: string) => validationFailed({ resource: 'Repository', field, code: 'invalid' });
  if (!isObject(body)) throw invalid('name');
  const settings: RepositorySettings = {};
  for (const field of texts) {
    const value = body[field];
    if (value === undefined) continue;
    if (typeof value !== 'string') throw invalid(field);
    settings[field] = value;
  }
  for (const field of switches) {
    const value = body[field];
    if (value === undefined) continue;
    if (typeof value !== 'boolean') throw invalid(field);
    settings[field] = value;
  }
  return settings;
}

/** Applies each change with its command; an archived repository is unarchived first, or archived last. */
export function changeRepository(call: RepositoryCall, settings: RepositorySettings): void {
  const { context, repository } = call;
  const { commands, run } = context;
  const { description, homepage } = settings;
  if (settings.archived === false && repository.archived) run(commands.unarchiveRepository(sceneOf(call)));
  if (description !== undefined || homepage !== undefined) {
    const texts = {
      ...(description !== undefined && { description }),
      ...(homepage !== undefined && { homepage }),
    };
    run(commands.editRepository({ ...sceneOf(call), ...texts }));
  }
  if (settings.default_branch !== undefined && settings.default_branch !== repository.defaultBranch) {
    run(commands.changeDefaultBranch({ ...sceneOf(call), branch: settings.default_branch }));
  }
  if (settings.private === true && !repository.private) run(commands.privatizeRepository(sceneOf(call)));
  if (settings.private === false && repository.private) run(commands.publicizeRepository(sceneOf(call)));
  if (settings.name !== undefined && settings.name !== repository.name) {
    run(commands.renameRepository({ ...sceneOf(call), name: settings.name }));
  }
  if (settings.archived === true && !repository.archived) run(commands.archiveRepository(sceneOf(call)));
}
