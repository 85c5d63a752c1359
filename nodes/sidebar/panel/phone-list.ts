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

  let shown: string | undefined;
  return {
    root,
    /** The list is sorted anew all the time; the chosen phone stays in sight unless a person scrolled away from it. */
    show(phones, clock, chosen) {
      const focused =
        document.activeElement instanceof HTMLElement ? document.activeElement.dataset['lead'] : undefined;
      const scrolled = root.scrollTop;
      const kept = focused ?? chosen;
      const inSight = chosen !== shown || isInSight(root, buttonOf(root, kept));
      shown = chosen;
      root.replaceChildren(
        ...phones.map((phone) => entry(words, phone, clock, phone.lead === chosen, choose)),
      );
      root.scrollTop = scrolled;
      buttonOf(root, focused)?.focus({ preventScroll: true });
      if (inSight) bringIntoSight(root, buttonOf(root, kept));
    },
  };
}

function buttonOf(root: HTMLElement, lead: string | undefined): HTMLElement | undefined {
  if (lead === undefined) return undefined;
  return [...root.querySelectorAll('button')].find((one) => one.dataset['lead'] === lead);
}

function isInSight(root: HTMLElement, one: HTMLElement | undefined): boolean {
  if (!one) return false;
  const frame = root.getBoundingClientRect();
  const { top, bottom } = one.getBoundingClientRect();
  return bottom > frame.top && top < frame.bottom;
}

/** Scrolls this list and nothing around it, which `scrollIntoView` would. */
function bringIntoSight(root: HTMLElement, one: HTMLElement | undefined): void {
  if (!one) return;
  const frame = root.getBoundingClientRect();
  const { top, bottom } = one.getBoundingClientRect();
  if (top < frame.top) root.scrollTop -= frame.top - top;
  else if (bottom > frame.bottom) root.scrollTop += bottom - frame.bottom;
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
    ...(phone.paused ? [words('paused')] : []),
    ...(phone.waiting > 0 ? [words('waitingCount', { count: phone.waiting })] : []),
  ].join(' · ');
}
