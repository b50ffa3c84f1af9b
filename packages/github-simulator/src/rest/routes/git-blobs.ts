import { commitsWithTexts } from '../../world/commits-with-texts.ts';
import { foldersOf } from '../../world/folders-of.ts';
import { notFound, ok } from '../answer.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import { gitBlobShape } from '../shapes/git-blob.ts';

/** Contents of files by their sha, of any size and commit. */
export const gitBlobs = repositoryRoutes([
  {
    method: 'GET',
    path: '/git/blobs/:sha',
    permission: ['contents', 'read'],
    handle({ context: { world }, repository, params }) {
      for (const commit of commitsWithTexts(repository)) {
        const entries = [...foldersOf(commit).values()].flatMap((folder) => folder.entries);
        const file = entries.find(({ type, sha }) => type === 'blob' && sha === params.sha);
        if (file?.type === 'blob') return ok(gitBlobShape(world.host, repository, file));
      }
      throw notFound();
    },
  },
]);
