import type { Tags } from '@hubtwin/cache';
import type { Change } from '@hubtwin/database';

/**
 * The tags of an answer that shows these resources of a repository. Every answer shows the name of its repository, so
 * each has the tag of the repository itself.
 *
 * @param resources by their names in the change log.
 */
export function repositoryTags(repositoryId: number, resources: readonly string[]): Tags {
  return [`repo:${repositoryId}`, ...resources.map((name) => `repo:${repositoryId}:${name}`)];
}

/** The tag of an answer that shows a resource across repositories. */
export const tagAcross = (resource: string) => `all:${resource}`;

/** The tags of an answer that shows these resources across repositories. */
export function tagsAcross(resources: readonly string[]): Tags {
  return ['all', ...resources.map(tagAcross)];
}

/** The tags that a change invalidates. */
export function tagsOfChange({ resource, repository_id: id, kind, fields }: Change): string[] {
  const across = tagAcross(resource);
  if (id === null) return [across];
  // All answers show the repository's name, and none shows a deleted repository.
  const showsEverywhere = resource === 'repositories' && (kind !== 'updated' || 'full_name' in fields);
  return [across, `repo:${id}:${resource}`, ...(showsEverywhere ? ['all', `repo:${id}`] : [])];
}

/**
 * Patterns of the tags of a repository's answers, and of answers across repositories, by the names of the resources
 * that they show; `*` matches any text.
 */
export function tagPatterns(repositoryId: number, resources: string): string[] {
  return [`repo:${repositoryId}:${resources}`, tagAcross(resources)];
}
