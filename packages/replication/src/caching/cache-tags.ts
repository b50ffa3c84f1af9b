import type { Tags } from '@hubtwin/cache';
import type { Change } from '@hubtwin/database';

/**
 * What an answer that shows these resources of a repository depends on. Every answer shows the name of its
 * repository, so that each has the tag of the repository itself.
 *
 * @param resources by their names in the change log.
 */
export function repositoryTags(repositoryId: number, resources: readonly string[]): Tags {
  return [`repo:${repositoryId}`, ...resources.map((name) => `repo:${repositoryId}:${name}`)];
}

/** What an answer depends on that shows a resource across repositories. */
export const tagAcross = (resource: string) => `all:${resource}`;

/** The same of an answer that shows these resources across repositories. */
export function tagsAcross(resources: readonly string[]): Tags {
  return ['all', ...resources.map(tagAcross)];
}

/** What no longer holds once this has changed. */
export function tagsOfChange({ resource, repository_id: id, kind, fields }: Change): string[] {
  const across = tagAcross(resource);
  if (id === null) return [across];
  // Of a repository, everything shows its name, and nothing is shown once it is gone.
  const showsEverywhere = resource === 'repositories' && (kind !== 'updated' || 'full_name' in fields);
  return [across, `repo:${id}:${resource}`, ...(showsEverywhere ? ['all', `repo:${id}`] : [])];
}

/**
 * Patterns of the tags of a repository's answers, and of those across repositories, by the names of the
 * resources that they show; `*` stands for any text.
 */
export function tagPatterns(repositoryId: number, resources: string): string[] {
  return [`repo:${repositoryId}:${resources}`, tagAcross(resources)];
}
