import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../../src/clock';
import type { Engine } from '../../../src/engine';
import type { Gateway } from '../../../src/sms/gateway';
import { lookFirst, looksUntil } from '../../../src/sms/restore/look-first';
import type { Copied } from '../../../src/store/backup/copy';
import { GenerationCount, noticeRestore } from '../../../src/store/backup/restored';
import { StoreError } from '../../../src/store/contract';
import { openEmbeddedStore, type EmbeddedStore } from '../../../src/store/embedded/store';
import type { Places } from './places';

/** What the upkeep tells people. */
export interface UpkeepVoice {
  readonly warn: (words: string) => void;
  readonly failed: (error: unknown) => void;
}

/** The files of one lead store: copies of them, and what follows when one was put back. */
export class Upkeep {
  #store: EmbeddedStore | undefined;
  #count: GenerationCount | undefined;
  #unwatch = (): void => undefined;

  constructor(
    private readonly places: Places,
    private readonly clock: Clock,
    private readonly voice: UpkeepVoice,
  ) {}

  /** Call when the store is open, before anybody is texted. Returns what stands before its gateways from now on. */
  async begin(store: EmbeddedStore): Promise<((gateway: Gateway) => Gateway) | undefined> {
    this.#store = store;
    if (store.state === 'read_only') return undefined;
    const { clock, places, voice } = this;
    this.#count = new GenerationCount(store, places.counter, clock, voice.failed);
    const noticed = await noticeRestore(store, places, clock.now()).catch((error: unknown) => {
      // A store that cannot be written has said so, and texts nobody.
      if (error instanceof StoreError) return undefined;
      throw error;
    });
    const { restored, isNew } = noticed ?? {};
    if (!restored || clock.now() >= looksUntil(restored)) return undefined;
    if (isNew) voice.warn(putBack(restored.from));
    return (gateway) => lookFirst(gateway, { store, clock, restored });
  }

  /** From now on it counts along with what changes. */
  follow(engine: Engine): void {
    this.#unwatch = engine.watch(() => this.#count?.changed());
  }

  /** Call before the store is closed. */
  async close(): Promise<void> {
    this.#unwatch();
    await this.#count?.close();
    this.#store = undefined;
  }

  /** Copies the store while it is at work, into a folder with the time in its name. */
  async backUp(): Promise<Copied> {
    const { backups } = this.places;
    await mkdir(backups, { recursive: true, mode: 0o700 });
    const stamp = new Date(this.clock.now())
      .toISOString()
      .replace(/\.\d+Z$/, 'Z')
      .replaceAll(':', '-');
    const { store, close } = await this.borrow();
    return store.backUp(join(backups, stamp)).finally(close);
  }

  /** Opens the store for upkeep, or borrows it when it is open; `close` gives it back. */
  async borrow(): Promise<{ readonly store: EmbeddedStore; readonly close: () => Promise<void> }> {
    if (this.#store) return { store: this.#store, close: () => Promise.resolve() };
    const store = await openEmbeddedStore({ folder: this.places.folder });
    return { store, close: () => store.close() };
  }
}

function putBack(from: number): string {
  const since = from > 0 ? ` of ${new Date(from).toISOString().replace('T', ' ').slice(0, 16)} UTC` : '';
  return (
    `This lead store was put back from a backup${since}. Each text is looked up at the provider before it is sent, so that ` +
    'nobody gets one twice. What leads wrote or asked for since then the store does not know: look through the opt-outs ' +
    'and replies at the provider.'
  );
}
