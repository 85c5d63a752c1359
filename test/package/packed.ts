import { execFile } from 'node:child_process';
import { openAsBlob } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../support/places';

const run = promisify(execFile);

/** What `npm pack` made. */
export interface Packed {
  readonly tarball: string;
  /** Paths inside the package. */
  readonly files: readonly string[];
  /** Bytes, unpacked. */
  readonly size: number;
}

/** Packs the checkout, as it was built, into `folder`. */
export async function pack(folder: string): Promise<Packed> {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = await run('npm', args, { cwd: ROOT, shell: process.platform === 'win32' });
  const [answer] = JSON.parse(stdout) as [
    { filename: string; unpackedSize: number; files: { path: string }[] },
  ];
  return {
    tarball: join(folder, answer.filename),
    files: answer.files.map(({ path }) => path),
    size: answer.unpackedSize,
  };
}

/** The body with which the palette manager uploads a tarball. */
export async function upload(tarball: string): Promise<FormData> {
  const form = new FormData();
  form.append('tarball', await openAsBlob(tarball), basename(tarball));
  return form;
}
