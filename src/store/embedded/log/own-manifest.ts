import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Files, namesIn, UNFINISHED } from '../files';
import type { Hold } from '../hold/hold';
import { type Manifest, manifestEpoch, writeManifest } from '../manifest';
import type { JournalPoint } from './point';

/** The manifest of this holder, as it was written last. */
export class OwnManifest {
  #manifest: Manifest;

  constructor(
    private readonly files: Files,
    private readonly folder: string,
    private readonly hold: Hold,
    told: Pick<Manifest, 'store' | 'begins' | 'last' | 'shards'>,
  ) {
    this.#manifest = { ...told, epoch: hold.epoch, closed: undefined };
  }

  /** Writes it for the first time, and removes those of the holders before, and what they had not finished. */
  async begin(): Promise<void> {
    await writeManifest(this.files, this.folder, this.#manifest);
    const names = await namesIn(this.folder);
    this.hold.check();
    for (const name of names) {
      const isOlder = (manifestEpoch(name) ?? this.hold.epoch) < this.hold.epoch;
      if (isOlder || name.endsWith(UNFINISHED)) await rm(join(this.folder, name), { force: true });
    }
  }

  /** Replaces it; it lasts once this resolves. */
  async replace(told: Pick<Manifest, 'begins' | 'last' | 'shards'>): Promise<void> {
    this.#manifest = { ...this.#manifest, ...told };
    await writeManifest(this.files, this.folder, this.#manifest);
  }

  /** The store was closed in order. Without this it looks as after a crash, and what was written last may be torn. */
  async close(point: JournalPoint): Promise<void> {
    this.hold.check();
    await writeManifest(this.files, this.folder, { ...this.#manifest, last: point.segment, closed: point });
  }
}
