import { element } from '../../editor/fields';
import type { ClockView, PhoneView } from '../../shared/admin-types';
import { shortTime } from './times';
import type { Words } from './words';

export interface PhoneList {
  readonly root: HTMLElement;
  show(phones: readonly PhoneView[], clock: ClockView, chosen: string | undefined): void;
}

/** Every phone as one button: name, number, the last text and its time. Arrow keys go up and down. */
export function phoneList(words: Words, choose: (lead: string) => void): PhoneList {
  const root = element('ul', { class: 'nurture-phones', 'aria-label': words('phones') });
  root.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const buttons = [...root.querySelectorAll('button')];
    const at = buttons.findIndex((one) => one === document.activeElement);
    buttons[at + step]?.focus();
    event.preventDefault();
  });

  return {
    root,
    show(phones, clock, chosen) {
      const focused =
        document.activeElement instanceof HTMLElement ? document.activeElement.dataset['lead'] : undefined;
      root.replaceChildren(
        ...phones.map((phone) => entry(words, phone, clock, phone.lead === chosen, choose)),
      );
      if (focused === undefined) return;
      for (const one of root.querySelectorAll('button')) if (one.dataset['lead'] === focused) one.focus();
    },
  };
}

function entry(
  words: Words,
  phone: PhoneView,
  clock: ClockView,
  isChosen: boolean,
  choose: (lead: string) => void,
): HTMLElement {
  const name = phone.name || phone.phone;
  const lines = [
    element('span', { class: 'nurture-phone-line' }, [
      element('strong', {}, [name]),
      element('span', { class: 'nurture-quiet' }, [
        phone.lastAt === null ? '' : shortTime(phone.lastAt, clock.now, clock.zone),
      ]),
    ]),
    element('span', { class: 'nurture-phone-line' }, [
      element('span', { class: 'nurture-phone-text' }, [phone.lastText || words('noText')]),
    ]),
    element('span', { class: 'nurture-phone-line nurture-quiet' }, [
      element('span', {}, [phone.name ? phone.phone : '']),
      element('span', {}, [marks(words, phone)]),
    ]),
  ];
  const made = element('button', { type: 'button', 'data-lead': phone.lead }, lines);
  if (isChosen) made.setAttribute('aria-current', 'true');
  made.addEventListener('click', () => choose(phone.lead));
  return element('li', {}, [made]);
}

function marks(words: Words, phone: PhoneView): string {
  return [
    phone.optedOut ? words('optedOut') : phone.stage,
    ...(phone.waiting > 0 ? [words('waitingCount', { count: phone.waiting })] : []),
  ].join(' · ');
}
