import type { EmbeddedStore } from '../../../src/store/embedded/store';
import type { RebuiltView } from '../../shared/admin-types';
import { asError } from '../../shared/handlers';
import type { DeployedStore } from '../deployed-store';
import { Refused } from '../refused';
import { sharedLists } from '../shared-lists';
import { folderOfList } from './places';

/** Puts a shared list together again, from the ledgers of all stores that are deployed and share it. */
export async function rebuildList(
  { config: { sharedList: name } }: DeployedStore,
  all: Iterable<DeployedStore>,
  userDir: string,
): Promise<RebuiltView> {
  if (name === '') throw new Refused(409, 'This lead store shares no list.');
  const sharers = [...all].filter(({ config }) => config.sharedList === name);
  const open: { readonly store: EmbeddedStore; readonly close: () => Promise<void> }[] = [];
  try {
    for (const { house } of sharers) open.push(await borrowed(house));
    const stores = open.map(({ store }) => store);
    const rebuilt = await sharedLists.rebuild(folderOfList(userDir, name), name, stores);
    return { ...rebuilt, stores: sharers.map(({ house }) => house.name) };
  } finally {
    for (const { close } of open) await close();
  }
}

async function borrowed({
  name,
  upkeep,
}: DeployedStore['house']): Promise<{ readonly store: EmbeddedStore; readonly close: () => Promise<void> }> {
  try {
    const one = await upkeep.borrow();
    if (!one.store.problem) return one;
    await one.close();
    throw one.store.problem;
  } catch (error) {
    throw new Refused(
      409,
      `The ledgers of "${name}" belong to the list, and cannot be opened: ${asError(error).message}.`,
    );
  }
}
