import { diskFiles, type Files } from '../../../src/store/embedded/files';

/** The disk, as far as `fails` lets it: counts syncs, and breaks when a test says so. */
export class FailingFiles implements Files {
  syncs = 0;
  /** The name of a file and what was asked; an error instead of doing it. */
  fails: (name: string, asked: 'write' | 'sync') => string | undefined = () => undefined;
  /** When set, a write that fails leaves so many bytes of it behind. */
  leavesBytes = 0;
  /** Waited for before each sync of a journal. */
  beforeSync: () => Promise<void> = async () => undefined;

  async write(...[file, bytes]: Parameters<Files['write']>): Promise<void> {
    const code = this.fails(file.name, 'write');
    if (code === undefined) return diskFiles.write(file, bytes);
    await diskFiles.write(file, bytes.subarray(0, this.leavesBytes));
    throw Object.assign(new Error(code), { code });
  }

  async sync(...[file]: Parameters<Files['sync']>): Promise<void> {
    const code = this.fails(file.name, 'sync');
    if (code !== undefined) throw Object.assign(new Error(code), { code });
    if (!file.name.startsWith('journal')) return diskFiles.sync(file);
    await this.beforeSync();
    await diskFiles.sync(file);
    this.syncs++;
  }
}
