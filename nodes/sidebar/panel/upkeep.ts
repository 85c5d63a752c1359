import { restartFlows, tell } from '../../editor/admin';
import { button, element } from '../../editor/fields';
import type { BackupView, RebuiltView, StoreView } from '../../shared/admin-types';
import type { Words } from './words';

export interface UpkeepBox {
  readonly root: HTMLElement;
  show(store: StoreView | undefined): void;
}

/** Copies the store, and puts its shared list together again when that is damaged. */
export function upkeepBox(words: Words): UpkeepBox {
  let store: StoreView | undefined;
  const said = element('p', { class: 'nurture-quiet', role: 'status' });
  const act = async (label: string, work: (path: string) => Promise<string>): Promise<void> => {
    if (!store) return;
    said.textContent = words('upkeep.working', { what: label });
    try {
      said.textContent = await work(`stores/${encodeURIComponent(store.id)}`);
    } catch (error) {
      said.textContent = error instanceof Error ? error.message : String(error);
    }
  };
  const backUp = button(words('upkeep.backUp'), () => {
    void act(words('upkeep.backUp'), async (path) => {
      const { folder } = await tell<BackupView>(`${path}/backup`);
      return words('upkeep.backedUp', { folder });
    });
  });
  const rebuild = button(words('upkeep.rebuild'), () => {
    if (!window.confirm(words('upkeep.sure'))) return;
    void act(words('upkeep.rebuild'), async (path) => {
      const { out, stores } = await tell<RebuiltView>(`${path}/shared-list/rebuild`);
      await restartFlows();
      return words('upkeep.rebuilt', { count: out, stores: stores.join(', ') });
    });
  });
  const root = element('section', { class: 'nurture-upkeep', 'aria-label': words('upkeep.title') }, [
    rebuild,
    ' ',
    backUp,
    said,
  ]);
  root.hidden = true;
  return {
    root,
    show(shown) {
      if (shown?.id !== store?.id) said.textContent = '';
      store = shown;
      rebuild.hidden = shown?.listIsDamaged !== true;
      backUp.hidden = shown?.state !== 'open';
      root.hidden = rebuild.hidden && backUp.hidden && said.textContent === '';
    },
  };
}
