import * as fs from 'node:fs';
import { open, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** The two operations that durability hangs on, as a port: tests let them fail and count them. */
export interface Files {
  /** Writes all of `bytes` at the end of the file. */
  write(file: OpenFile, bytes: Uint8Array): Promise<void>;
  /** Resolves when everything written to the file is on the disk itself (fdatasync). */
  sync(file: OpenFile): Promise<void>;
}

export interface OpenFile {
  readonly fd: number;
  /** The file's name, without its folder. */
  readonly name: string;
}

/** Only the owner reads what leads wrote. */
const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

/** The file system of the machine. Callbacks and not file handles: a flush per change of a lone caller is the hot path. */
export const diskFiles: Files = {
  write: (file, bytes) =>
    new Promise((resolve, reject) => {
      const from = (start: number): void =>
        fs.write(file.fd, bytes, start, bytes.length - start, null, (error, written) => {
          if (error) reject(error);
          else if (start + written < bytes.length) from(start + written);
          else resolve();
        });
      from(0);
    }),
  sync: (file) =>
    new Promise((resolve, reject) => {
      fs.fdatasync(file.fd, (error) => (error ? reject(error) : resolve()));
    }),
};

/** Opens a file for appending, and makes it when it is not there. */
export function openToAppend(folder: string, name: string): OpenFile {
  return { fd: fs.openSync(join(folder, name), 'a', PRIVATE_FILE), name };
}

/** Makes a file to append to. Undefined when there is one of this name: two never write the same file. */
export function makeToAppend(folder: string, name: string): Promise<OpenFile | undefined> {
  return new Promise((resolve, reject) =>
    fs.open(join(folder, name), 'ax', PRIVATE_FILE, (error, fd) => {
      if (!error) resolve({ fd, name });
      else if (error.code === 'EEXIST') resolve(undefined);
      else reject(error);
    }),
  );
}

/**
 * A sync that failed. What it should have brought to the disk may never get there although a later sync of the same file
 * succeeds: Linux tells of a page that could not be written once, and takes it for clean from then on.
 */
export class SyncFailure extends Error {
  override readonly name = 'SyncFailure';

  constructor(override readonly cause: unknown) {
    super('the disk has refused a sync');
  }
}

async function synced(sync: Promise<void>): Promise<void> {
  await sync.catch((cause: unknown) => {
    throw new SyncFailure(cause);
  });
}

/** Ends the use of an open file. */
export function closeFile(file: OpenFile): void {
  fs.closeSync(file.fd);
}

/** Cuts an open file to `size` bytes. */
export function cutTo(file: OpenFile, size: number): void {
  fs.ftruncateSync(file.fd, size);
}

/** Ends the names of files that were being written; whoever opens the store removes leftovers. */
export const UNFINISHED = '.new';

/**
 * Puts a file in place of the old one, whole or not at all: a crash leaves the old or the new, never half of one.
 * The new name is only sure to last once the folder is synced.
 */
export async function replaceFile(
  files: Files,
  folder: string,
  name: string,
  fill: (append: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
): Promise<void> {
  const unfinished = join(folder, name + UNFINISHED);
  const file = { fd: fs.openSync(unfinished, 'w', PRIVATE_FILE), name };
  try {
    await fill((bytes) => files.write(file, bytes));
    await synced(files.sync(file));
  } catch (error) {
    await unlink(unfinished).catch(() => undefined);
    throw error;
  } finally {
    closeFile(file);
  }
  await rename(unfinished, join(folder, name));
}

/** Makes renamed, new and removed files of a folder last. Windows cannot, and need not. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await synced(handle.sync());
  } finally {
    await handle.close();
  }
}

/** The names in a folder, sorted. */
export async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 10;

/** Where the line that starts at `start` ends: at its newline, or -1 when there is none before `filled`. */
export function lineEnd(bytes: Buffer, start: number, filled = bytes.length): number {
  const end = bytes.indexOf(NEWLINE, start);
  return end < filled ? end : -1;
}

/** What `eachLine` tells about a file. */
export interface LinesRead {
  /** Bytes up to and with the last newline. */
  readonly wholeLines: number;
  /** Bytes behind the last newline: a line that was being written. */
  readonly unfinished: number;
}

/**
 * Calls back with each line of a file: the bytes from `start` to `end` of `chunk`, without the newline, which stay as they
 * are; `offset` is where the line starts in the file. Yields to the event loop after each chunk.
 */
export async function eachLine(
  path: string,
  found: (chunk: Buffer, start: number, end: number, offset: number) => void,
): Promise<LinesRead> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    let rest = Buffer.alloc(0);
    let wholeLines = 0;
    for (;;) {
      // What follows is mostly a part of a line; of a line that is longer than a chunk there may be much already.
      const room = Math.max(rest.length, Math.min(CHUNK_BYTES, size - wholeLines - rest.length)) + 1;
      const chunk = Buffer.allocUnsafe(rest.length + room);
      rest.copy(chunk);
      const { bytesRead } = await handle.read(chunk, rest.length, room);
      if (bytesRead === 0) return { wholeLines, unfinished: rest.length };
      const filled = rest.length + bytesRead;
      let start = 0;
      for (let end = lineEnd(chunk, 0, filled); end >= 0; end = lineEnd(chunk, start, filled)) {
        found(chunk, start, end, wholeLines + start);
        start = end + 1;
      }
      rest = chunk.subarray(start, filled);
      wholeLines += start;
    }
  } finally {
    await handle.close();
  }
}
