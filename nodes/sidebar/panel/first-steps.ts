import { button, element } from '../../editor/fields';
import type { StoreView } from '../../shared/admin-types';
import type { Words } from './words';

export interface FirstSteps {
  readonly root: HTMLElement;
  /** undefined: there are leads, or no store that could get some. */
  show(store: StoreView | undefined): void;
}

/** While a store has no leads: where they come from, where the key is, and how to try a journey out. */
export function firstSteps(words: Words): FirstSteps {
  const address = element('code');
  const copy = button(words('copy'), copyAddress, { 'aria-label': words('copyWebhook') });
  const key = element('p');
  const clock = element('p', {}, [words('whereClock')]);
  const root = element('section', { class: 'nurture-first', role: 'status' }, [
    element('p', {}, [words('noPhones')]),
    element('div', { class: 'nurture-address' }, [address, copy]),
    key,
    clock,
  ]);
  root.hidden = true;

  function copyAddress(): void {
    RED.clipboard.copyText(address.textContent ?? '', $(copy), words('copied'));
  }

  return {
    root,
    show(store) {
      root.hidden = store === undefined;
      if (!store) return;
      const whole = `${location.origin}${store.webhook}`;
      // Filled again only when it changed: somebody may have selected it.
      if (address.textContent !== whole) address.replaceChildren(...breakable(whole));
      key.textContent = words('whereKey', { store: store.name || store.path });
      clock.hidden = store.clock.mode !== 'real';
    },
  };
}

/** The address with places to break after its slashes; what is copied of it stays whole. */
function breakable(address: string): (Node | string)[] {
  return address.split(/(?<=[^/]\/)(?=[^/])/).flatMap((part) => [part, element('wbr')]);
}
