import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** What can be made or fetched again; git ignores it. */
export const CACHE = join(ROOT, '.cache');
