import { randomBytes } from 'node:crypto';
import type { Engine } from '../../src/engine';

const SETTING = 'webhook_key';

/** The key of the store's webhook: the one typed into the dialog, or else one that made itself and is kept in the store. */
export class Key {
  #made: Promise<string> | undefined;

  constructor(
    private readonly engine: Promise<Engine>,
    private readonly own: string | undefined,
  ) {}

  get isOwn(): boolean {
    return this.own !== undefined;
  }

  current(): Promise<string> {
    if (this.own !== undefined) return Promise.resolve(this.own);
    this.#made ??= this.#saved();
    // A store that could not be read now is asked again next time.
    this.#made.catch(() => (this.#made = undefined));
    return this.#made;
  }

  /** From now on only the new key counts. */
  async renew(): Promise<string> {
    const { store } = await this.engine;
    // 256 bits; not through the randomness port, whose seed could be known.
    const key = randomBytes(32).toString('base64url');
    await store.putSetting(SETTING, key);
    this.#made = Promise.resolve(key);
    return key;
  }

  async #saved(): Promise<string> {
    const { store } = await this.engine;
    const saved = await store.setting(SETTING);
    return typeof saved === 'string' ? saved : this.renew();
  }
}
