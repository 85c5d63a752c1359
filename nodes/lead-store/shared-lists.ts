import { openSharedList, type SharedList } from '../../src/store/embedded/shared-list';

interface Open {
  readonly list: Promise<SharedList>;
  users: number;
}

/** The suppression lists that lead stores share, by folder: each is open once, as long as a store uses it. */
export class SharedLists {
  readonly #open = new Map<string, Open>();
  readonly #closing = new Map<string, Promise<void>>();

  /** The list of a folder, and what ends its use. @throws StoreError when it cannot be opened */
  async take(folder: string): Promise<{ readonly list: SharedList; readonly leave: () => Promise<void> }> {
    const known = this.#open.get(folder) ?? this.#begin(folder);
    known.users++;
    try {
      const list = await known.list;
      return { list, leave: () => this.#leave(folder, known) };
    } catch (error) {
      if (this.#open.get(folder) === known) this.#open.delete(folder);
      throw error;
    }
  }

  #begin(folder: string): Open {
    // A deploy closes and opens it again at once.
    const free = this.#closing.get(folder) ?? Promise.resolve();
    const made = { list: free.then(() => openSharedList({ folder })), users: 0 };
    this.#open.set(folder, made);
    return made;
  }

  async #leave(folder: string, known: Open): Promise<void> {
    known.users--;
    if (known.users > 0) return;
    this.#open.delete(folder);
    const closing = known.list.then((list) => list.close());
    this.#closing.set(folder, closing);
    await closing;
    if (this.#closing.get(folder) === closing) this.#closing.delete(folder);
  }
}

/** Lead stores of one Node-RED process are all of this module. */
export const sharedLists = new SharedLists();
