import type { Host } from '../../world/model.ts';

/** The page of an object, as URL and as path. */
export function links(host: Host, path: string): { url: string; resourcePath: string } {
  return { url: `${host.html}${path}`, resourcePath: path };
}
