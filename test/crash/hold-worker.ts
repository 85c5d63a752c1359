import { promises } from 'node:fs';
import type { Clock } from '../../src/clock';
import { type EmbeddedStore, openEmbeddedStore } from '../../src/store/embedded/store';
import { create } from '../store/samples';

/** What a test asks of a worker, and what it answers. */
export type Order =
  | { readonly do: 'open'; readonly folder: string }
  | { readonly do: 'create'; readonly number: number }
  /** Creates one lead after the other, from this number on, until the store refuses. */
  | { readonly do: 'create on'; readonly from: number }
  | { readonly do: 'close' };
export type Answer =
  | { readonly is: 'ready' | 'open' | 'closed' }
  | { readonly is: 'created'; readonly number: number }
  | { readonly is: 'refused'; readonly code: string; readonly message: string };

/**
 * A process that uses stores as it is told. `NAMESPACE` plays another container: where process ids mean something else
 * nobody sees whether a holder lives. `HASTE`: its clock runs so many times faster, so that nobody has to wait for 16 seconds.
 */
const namespace = process.env['NAMESPACE'];
if (namespace !== undefined) Object.assign(promises, { readlink: () => Promise.resolve(namespace) });
const haste = Number(process.env['HASTE'] ?? 1);
const began = Date.now();
const clock: Clock = {
  now: () => began + (Date.now() - began) * haste,
  wakeAt: (at, wake) => {
    const timer = setTimeout(wake, Math.max(0, (at - clock.now()) / haste));
    return () => clearTimeout(timer);
  },
};

let store: EmbeddedStore | undefined;

function answer(said: Answer): void {
  process.send?.(said);
}

async function obey(order: Order): Promise<void> {
  try {
    switch (order.do) {
      case 'open':
        store = await openEmbeddedStore({ folder: order.folder, clock, journalBytes: 4_000 });
        {
          answer({ is: 'open' });
          return;
        }
      case 'create':
        if (store) await create(store, order.number);
        {
          answer({ is: 'created', number: order.number });
          return;
        }
      case 'create on':
        for (let number = order.from; store; number++) {
          await create(store, number);
          answer({ is: 'created', number });
        }
        return;
      case 'close':
        await store?.close();
        {
          answer({ is: 'closed' });
          return;
        }
    }
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    answer({ is: 'refused', code: code ?? '', message });
  }
}

process.on('message', (order: Order) => void obey(order));
process.on('disconnect', () => process.exit());
answer({ is: 'ready' });
