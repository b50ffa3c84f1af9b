import { type GitHub, GitHubPermissionError } from '@hubtwin/github';
import { resources } from '@hubtwin/resources';
import { z } from 'zod';

const call = { priority: 'critical', deadlineMs: 10_000 } as const;
const shown = z.array(z.looseObject({ full_name: z.string() }));

/**
 * The permissions for reading that a fine-grained token lacks, which GitHub reports nowhere: a list of each is
 * requested, of the repository that was pushed to last.
 *
 * @returns null if the token cannot access any repository.
 */
export async function missingPermissions(view: GitHub): Promise<string[] | null> {
  const { data } = await view.fetch('GET /user/repos', { per_page: 1, sort: 'pushed' }, call);
  const [repository] = shown.parse(data);
  if (repository === undefined) return null;
  const [owner = '', repo = ''] = repository.full_name.split('/');
  const missing = await Promise.all(
    [...routes].map(async ([permission, route]) => {
      try {
        await view.fetch(route, { owner, repo, per_page: 1 }, call);
        return [];
      } catch (error) {
        // Other errors, such as a disabled feature, are not about permissions.
        return error instanceof GitHubPermissionError ? [permission] : [];
      }
    }),
  );
  return missing.flat();
}

/** The first list of a repository for each permission. */
const routes = new Map(
  resources
    .toReversed()
    .flatMap(({ permission, list }) =>
      permission !== undefined &&
      list !== undefined &&
      /^GET \/repos\/\{owner\}\/\{repo\}\/[^{}]+$/.test(list.route)
        ? [[permission, list.route] as const]
        : [],
    ),
);
