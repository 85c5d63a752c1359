import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type EmbeddedStore,
  type EmbeddedStoreOptions,
  openEmbeddedStore,
} from '../../../src/store/embedded/store';

/** A folder for one test, and the store in it. */
export class TestFolder {
  store!: EmbeddedStore;
  path = '';
  #options: Partial<EmbeddedStoreOptions> = {};

  async make(): Promise<void> {
    this.path = await mkdtemp(join(tmpdir(), 'lead-store-'));
  }

  async open(options: Partial<EmbeddedStoreOptions> = this.#options): Promise<EmbeddedStore> {
    this.#options = options;
    this.store = await openEmbeddedStore({ folder: this.path, ...options });
    return this.store;
  }

  /** Closes the store and opens it anew. */
  async again(): Promise<EmbeddedStore> {
    await this.store.close();
    return this.open();
  }

  /** The names in the folder that begin so. */
  async names(beginning = ''): Promise<string[]> {
    return (await readdir(this.path)).filter((name) => name.startsWith(beginning)).sort();
  }

  in(name: string): string {
    return join(this.path, name);
  }

  async remove(): Promise<void> {
    await this.store?.close();
    await rm(this.path, { recursive: true, force: true });
  }
}
