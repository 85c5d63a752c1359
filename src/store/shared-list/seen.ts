import type { Json } from '../../json';
import { isJsonObject } from '../../json';
import type { LeadStore } from '../contract';
import type { SuppressionList } from '../suppression-list';
import type { Seen, SharedList } from './shared-list';

/** The name of the setting by which a store remembers the list with this name. */
function settingOf(list: string): string {
  return `shared_list:${list}`;
}

/** What the store remembers of the list with this name. */
export async function seenBy(store: LeadStore, name: string): Promise<Seen | undefined> {
  const saved = await store.setting(settingOf(name));
  if (!isJsonObject(saved)) return undefined;
  const { list, lines, head } = saved;
  const isSeen = typeof list === 'string' && typeof lines === 'number' && typeof head === 'string';
  return isSeen ? { list, lines, head } : undefined;
}

/** Puts down what the store has seen of the list; resolves when it is on disk. */
export async function remember(store: LeadStore, name: string, { list, lines, head }: Seen): Promise<void> {
  const seen: Json = { list, lines, head };
  await store.putSetting(settingOf(name), seen);
}

/** The list as one store uses it, and what ends that. */
export interface UsedList {
  readonly list: SuppressionList;
  readonly leave: () => void;
}

/**
 * The list, as the store uses it that shares it under this name: how far it has come is on the store's disk, too, before an
 * act of one of its leads is acknowledged, and soon after each act of another store's. So a list that has lost anything is
 * known by every store.
 */
export function useList(store: LeadStore, name: string, shared: SharedList): UsedList {
  let underWay: Promise<void> = Promise.resolve();
  let owed = false;
  let remembered = '';
  const rememberSeen = (): Promise<void> => {
    // One for all that came while one was under way.
    if (!owed) {
      owed = true;
      underWay = underWay
        .catch(() => undefined)
        .then(async () => {
          owed = false;
          const { seen } = shared;
          if (!seen || seen.head === remembered) return;
          await remember(store, name, seen);
          remembered = seen.head;
        });
    }
    return underWay;
  };
  const heard = (told: Promise<void>): Promise<void> => told.then(rememberSeen);
  // The act is on the list; the store that cannot write it down says so itself.
  const leave = shared.watchGrowth(() => void rememberSeen().catch(() => undefined));
  return {
    leave,
    list: {
      has: (phone) => shared.has(phone),
      add: (line) => heard(shared.add(line)),
      addMissed: (line) => heard(shared.addMissed(line)),
      lift: (line) => heard(shared.lift(line)),
      watch: (added) => shared.watch(added),
    },
  };
}
