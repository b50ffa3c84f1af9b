import { type CallOptions, GitHubNotFoundError } from '@hubtwin/github';
import type { RepositoryView } from '@hubtwin/replication';
import { z } from 'zod';
import type { ListedFile } from './list-watched-files.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** Up to this size GitHub returns a file by its path: https://docs.github.com/rest/repos/contents */
const maxWithAddress = 1_000_000;
const maxBytes = 2_000_000;

const blob = z.looseObject({ sha: z.string(), size: z.number(), encoding: z.string(), content: z.string() });

/**
 * The bytes of a file at a commit; for a link, of its target.
 *
 * @throws UnreadableFileError, and what the GitHub client throws.
 */
export async function readFile(
  { github, owner, repo }: RepositoryView,
  commit: string,
  { path, sha, size, isLink }: ListedFile,
  call: CallOptions,
): Promise<Uint8Array> {
  const readBlob = async (of: { sha: string; size: number }) => {
    if (of.size > maxBytes) throw new UnreadableFileError(`larger than ${maxBytes} bytes`);
    const route = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';
    const { data } = await github.request(route, { owner, repo, file_sha: of.sha }, call);
    return Buffer.from(data.content, 'base64');
  };
  if (!isLink && size > maxWithAddress) return await readBlob({ sha, size });
  const file = blob.safeParse(await readContents());
  if (!file.success) throw new UnreadableFileError('a link whose target is not a file');
  if (file.data.encoding === 'base64') return Buffer.from(file.data.content, 'base64');
  return await readBlob(file.data);

  async function readContents(): Promise<unknown> {
    try {
      const route = 'GET /repos/{owner}/{repo}/contents/{path}';
      const { data } = await github.request(route, { owner, repo, path, ref: commit }, call);
      return data;
    } catch (error) {
      if (isLink && error instanceof GitHubNotFoundError) return null;
      throw error;
    }
  }
}
