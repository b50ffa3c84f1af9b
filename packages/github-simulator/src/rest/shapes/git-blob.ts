import type { components } from '@octokit/openapi-types';
import { repositoryUrl } from '../../shapes/repository-lite.ts';
import type { Entry } from '../../world/folders-of.ts';
import type { Host, Repository } from '../../world/model.ts';
import { base64Lines } from './base64-lines.ts';

/** The content of a file, without its name. */
export function gitBlobShape(
  host: Host,
  repository: Repository,
  { sha, size, text }: Entry & { type: 'blob' },
): components['schemas']['blob'] {
  return {
    sha,
    node_id: Buffer.from(`04:Blob${repository.id}:${sha}`).toString('base64'),
    size,
    url: `${repositoryUrl(host, repository)}/git/blobs/${sha}`,
    content: base64Lines(text),
    encoding: 'base64',
  };
}
