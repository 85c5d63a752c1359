import { join } from 'node:path';

/** Where the files of lead stores lie, below the user directory. No path of a store begins with an underscore. */
const ROOT = 'lead-nurture';

/** The folders and files of one store. */
export interface Places {
  readonly folder: string;
  /** Counts along outside the folder, so that a folder that was put back is behind. */
  readonly counter: string;
  /** Where its copies go, each into a folder of its own. */
  readonly backups: string;
}

/** `backups`: where the copies of all stores go, if not below the user directory. */
export function placesOf(userDir: string, path: string, backups?: string): Places {
  const root = join(userDir, ROOT);
  return {
    folder: join(root, path),
    counter: join(root, '_generations', path),
    backups: join(backups ?? join(root, '_backups'), path),
  };
}

/** The folder of a list that stores share. */
export function folderOfList(userDir: string, name: string): string {
  return join(userDir, ROOT, '_shared-lists', name);
}
