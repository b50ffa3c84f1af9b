import { createHash } from 'node:crypto';
import type { Commit } from './model.ts';

/** A file or a folder of a folder. */
export type Entry =
  | { type: 'blob'; path: string; name: string; sha: string; size: number; text: string }
  | { type: 'tree'; path: string; name: string; sha: string };

/** A folder with its direct entries, by name. */
export interface Folder {
  path: string;
  sha: string;
  entries: Entry[];
}

/**
 * The folders of a commit by path, the root under '', as far as the texts of its files are stored. Blobs have their Git
 * shas; the root has that of the commit.
 */
export function foldersOf({ files, treeId }: Commit): Map<string, Folder> {
  const folders = new Map<string, Folder>([['', { path: '', sha: treeId, entries: [] }]]);
  const folderOf = (path: string): Folder => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const folder: Folder = { path, sha: '', entries: [] };
    folders.set(path, folder);
    folderOf(parentOf(path)).entries.push({ type: 'tree', path, name: nameOf(path), sha: '' });
    return folder;
  };
  for (const [path, text] of files) {
    const entry = {
      type: 'blob' as const,
      path,
      name: nameOf(path),
      sha: blobSha(text),
      size: Buffer.byteLength(text),
      text,
    };
    folderOf(parentOf(path)).entries.push(entry);
  }
  // Deepest first, as a folder's sha depends on its entries.
  for (const folder of [...folders.values()].sort((one, other) => depthOf(other) - depthOf(one))) {
    for (const entry of folder.entries) entry.sha ||= folders.get(entry.path)?.sha ?? '';
    folder.entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    folder.sha ||= sha1(folder.entries.map(({ type, name, sha }) => `${type} ${sha} ${name}`).join('\n'));
  }
  return folders;
}

const depthOf = ({ path }: Folder) => (path === '' ? 0 : path.split('/').length);
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

/** Git's object id. */
function blobSha(text: string): string {
  return sha1(`blob ${Buffer.byteLength(text)}\0${text}`);
}
