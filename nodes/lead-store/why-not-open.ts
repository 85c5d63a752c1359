import { dirname } from 'node:path';
import { asError } from '../shared/handlers';

/**
 * No right to write, a disk that is mounted for reading alone, and ENOENT: that is what Node.js says of a folder inside
 * one that cannot be made there (`mkdir` with `recursive`).
 */
const NO_RIGHT = /\b(EROFS|EACCES|EPERM|ENOENT)\b/;

/** Why a store could not be opened, in a sentence without its period. `folder` is that of the store. */
export function whyNotOpen(error: unknown, folder: string): string {
  const { message } = asError(error);
  const [code] = NO_RIGHT.exec(message) ?? [];
  if (code === undefined) return message;
  const path: unknown = error instanceof Error && 'path' in error ? error.path : undefined;
  const where = typeof path === 'string' ? dirname(path) : folder;
  return `Node-RED cannot write to the folder ${where} (${code}): let the user that runs it write there, then deploy again`;
}
