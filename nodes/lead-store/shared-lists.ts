import { lastActOf } from '../../src/journeys/shared-opt-outs';
import type { LeadStore } from '../../src/store/contract';
import type { EmbeddedStore } from '../../src/store/embedded/store';
import { rebuildSharedList, type Rebuilt } from '../../src/store/shared-list/rebuild';
import { remember, seenBy, useList } from '../../src/store/shared-list/seen';
import { openSharedList, type SharedList } from '../../src/store/shared-list/shared-list';
import type { SuppressionList } from '../../src/store/suppression-list';

interface Open {
  readonly list: Promise<SharedList>;
  /** Resolves for each store that wants to use it, once what that store remembers has been looked at. */
  readonly looked: Promise<void>[];
  users: number;
}

/** The use of a list by one lead store, from deploy to deploy. */
export interface ListUse {
  /**
   * The list, once it is sure that it lacks nothing that this store remembers, or any other that is being opened.
   * @throws StoreError when it cannot be opened, or lacks anything: then none of these stores gets it
   */
  admit(store: EmbeddedStore): Promise<SuppressionList>;
  leave(): Promise<void>;
}

/** The suppression lists that lead stores share, by folder: each is open once, as long as a store uses it. */
export class SharedLists {
  readonly #open = new Map<string, Open>();
  readonly #closing = new Map<string, Promise<void>>();

  /** Call at once when a store begins to open: others that share the list wait for what it remembers. */
  use(folder: string, name: string): ListUse {
    const known = this.#open.get(folder) ?? this.#begin(folder);
    known.users++;
    let look = (): void => undefined;
    known.looked.push(new Promise((resolve) => (look = resolve)));
    let stopRemembering = (): void => undefined;
    let left: Promise<void> | undefined;
    return {
      admit: async (store) => {
        let list: SharedList;
        try {
          list = await known.list;
          list.admit(await seenBy(store, name));
        } finally {
          look();
        }
        await Promise.all(known.looked);
        // What another store remembers may be lacking.
        list.admit(undefined);
        if (list.seen && store.state !== 'read_only') await remember(store, name, list.seen);
        const used = useList(store, name, list);
        stopRemembering = used.leave;
        return used.list;
      },
      leave: () => {
        look();
        stopRemembering();
        return (left ??= this.#leave(folder, known));
      },
    };
  }

  /** Puts the list together again from the ledgers of these stores. From now on none of them texts, until it is opened anew. */
  async rebuild(folder: string, name: string, sharers: readonly LeadStore[]): Promise<Rebuilt> {
    const list = await this.#open.get(folder)?.list.catch(() => undefined);
    await list?.close();
    return rebuildSharedList({ folder, name, sharers, lastAct: lastActOf });
  }

  #begin(folder: string): Open {
    // A deploy closes and opens it again at once.
    const free = this.#closing.get(folder) ?? Promise.resolve();
    const list = free.then(() => openSharedList({ folder }));
    // Each store that asks for it hears why it cannot be opened.
    list.catch(() => undefined);
    const made = { list, looked: [], users: 0 };
    this.#open.set(folder, made);
    return made;
  }

  async #leave(folder: string, known: Open): Promise<void> {
    known.users--;
    if (known.users > 0) return;
    if (this.#open.get(folder) === known) this.#open.delete(folder);
    const closing = known.list.then(
      (list) => list.close(),
      () => undefined,
    );
    this.#closing.set(folder, closing);
    await closing;
    if (this.#closing.get(folder) === closing) this.#closing.delete(folder);
  }
}

/** Lead stores of one Node-RED process are all of this module. */
export const sharedLists = new SharedLists();
