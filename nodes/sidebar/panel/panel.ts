import { Refusal, ask, tell } from '../../editor/admin';
import { element } from '../../editor/fields';
import type {
  ChangedEvent,
  ClockCommand,
  ClockView,
  OrphansView,
  PhoneDetail,
  PhoneView,
  ResumeCommand,
  StopView,
  StoreView,
  TextTaken,
} from '../../shared/admin-types';
import { clockBox } from './clock-box';
import { conversation } from './conversation';
import { firstSteps } from './first-steps';
import { newText } from './new-text';
import { orphanList } from './orphan-list';
import type { PauseAct } from './pause-line';
import { phoneList } from './phone-list';
import { stopList } from './stop-list';
import { throttled } from './throttle';
import { upkeepBox } from './upkeep';
import type { Words } from './words';

const MOST_PHONES = 100;
/** A lead who gets texts and answers is seen at once, a busy store not more often than this (ms). */
const REST_MS = 500;
/** So often the store is told that somebody writes, ms. */
const WRITING_MS = 5_000;
/** Which store was looked at last; remembered in the browser. */
const REMEMBERED = 'lead-nurture.store';

export interface Panel {
  readonly root: HTMLElement;
  /** Reads everything again, if the panel is in sight. */
  refresh(): void;
  changed(event: ChangedEvent | undefined): void;
}

/** The whole sidebar: store, try-out clock, phones, and the conversation of one of them. */
export function panel(words: Words): Panel {
  let stores: readonly StoreView[] = [];
  let store: StoreView | undefined;
  let lead: string | undefined;

  const chooser = element('select', { 'aria-label': words('store') });
  const reload = element(
    'button',
    { type: 'button', class: 'red-ui-button red-ui-button-small', title: words('reload') },
    [element('i', { class: 'fa fa-refresh', 'aria-hidden': 'true' })],
  );
  reload.setAttribute('aria-label', words('reload'));
  const notice = element('p', { class: 'nurture-notice', role: 'status' });
  const clock = clockBox(words, (command) => void moveClock(command));
  const phones = phoneList(words, (chosen) => {
    lead = chosen;
    void read();
  });
  const talk = conversation(words, answer, throttled(WRITING_MS, waitForWriter), (act) => void hold(act));
  const orphans = orphanList(words, (node) => void endOrphans(node));
  const stops = stopList(words, (what) => void resume(what));
  const upkeep = upkeepBox(words);
  const first = firstSteps(words);
  const stranger = newText(words, textFrom);
  const both = element('div', { class: 'nurture-both' }, [phones.root, talk.root]);
  const head = element('div', { class: 'nurture-head' }, [chooser, reload]);
  const root = element('div', { class: 'nurture-panel' }, [
    head,
    notice,
    clock.root,
    stops.root,
    orphans.root,
    first.root,
    stranger.root,
    both,
    upkeep.root,
  ]);

  chooser.addEventListener('change', () => {
    localStorage.setItem(REMEMBERED, chooser.value);
    lead = undefined;
    void read();
  });
  reload.addEventListener('click', () => void read());
  const readSoon = throttled(REST_MS, () => void read());

  let reading = 0;
  /** Only the latest reading may draw: an earlier one that answers late shows what was. */
  async function read(): Promise<void> {
    const mine = ++reading;
    try {
      stores = await ask<StoreView[]>('stores');
      if (mine !== reading) return;
      store = chosenStore();
      drawStores();
      if (!store) return;
      if (store.clock.running) setTimeout(() => inSight() && readSoon(), REST_MS);
      const base = `stores/${encodeURIComponent(store.id)}/phones`;
      const [list, one, kept, held] = await Promise.all([
        ask<PhoneView[]>(`${base}?limit=${MOST_PHONES}`),
        lead === undefined ? undefined : readLead(`${base}/${encodeURIComponent(lead)}`),
        ask<OrphansView[]>(`stores/${encodeURIComponent(store.id)}/orphans`),
        ask<StopView[]>(`stores/${encodeURIComponent(store.id)}/stops`),
      ]);
      if (mine !== reading) return;
      drawPhones(store, list, one);
      orphans.show(kept, store.clock);
      stops.show(held, store.clock);
    } catch (error) {
      if (mine === reading) notice.textContent = sentence(error);
    }
  }

  async function readLead(path: string): Promise<PhoneDetail | undefined> {
    try {
      return await ask<PhoneDetail>(path);
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return undefined;
      throw error;
    }
  }

  function chosenStore(): StoreView | undefined {
    const wanted = chooser.value || localStorage.getItem(REMEMBERED);
    return stores.find(({ id }) => id === wanted) ?? stores[0];
  }

  function drawStores(): void {
    chooser.replaceChildren(
      ...stores.map(({ id, name, path }) => element('option', { value: id }, [name || path])),
    );
    chooser.value = store?.id ?? '';
    head.hidden = stores.length === 0;
    both.hidden = store === undefined;
    if (store?.state !== 'open') first.show(undefined);
    clock.show(store?.clock);
    upkeep.show(store);
    stranger.show(store?.state === 'open' && store.simulated);
    notice.textContent = !store
      ? words('noStores')
      : store.state === 'open'
        ? ''
        : (store.problem ?? words(`state.${store.state}`));
  }

  function drawPhones(from: StoreView, list: readonly PhoneView[], one: PhoneDetail | undefined): void {
    phones.show(list, from.clock, lead);
    talk.show(one, from.clock);
    both.hidden = list.length === 0;
    first.show(list.length === 0 && from.state === 'open' ? from : undefined);
    if (lead !== undefined && !one) notice.textContent = words('gone');
  }

  async function answer(text: string): Promise<boolean> {
    return ofLead('reply', { text });
  }

  async function hold(act: PauseAct): Promise<void> {
    await ofLead(act);
  }

  /** Asks for something to be done to the chosen lead. */
  async function ofLead(act: PauseAct | 'reply', body: object = {}): Promise<boolean> {
    if (!store || lead === undefined) return false;
    const path = `stores/${encodeURIComponent(store.id)}/phones/${encodeURIComponent(lead)}/${act}`;
    return done(tell(path, body), (words) => talk.say(words));
  }

  /** Shows the phone that texted, once it has. */
  async function textFrom(phone: string, text: string): Promise<string | undefined> {
    if (!store) return words('noStores');
    let problem = '';
    const taken = tell<TextTaken>(`stores/${encodeURIComponent(store.id)}/texts`, { phone, text });
    await done(
      taken.then((one) => (lead = one.lead)),
      (words) => void (problem = words),
    );
    return problem === '' ? undefined : problem;
  }

  async function endOrphans(node: string): Promise<void> {
    if (!store) return;
    const path = `stores/${encodeURIComponent(store.id)}/orphans/${encodeURIComponent(node)}/end`;
    await done(tell(path), (words) => void (notice.textContent = words));
  }

  /** Time that moves by itself would otherwise end the wait that the answer is for. */
  function waitForWriter(): void {
    if (store?.clock.playing) void moveClock({ do: 'wait' });
  }

  async function resume(what: ResumeCommand): Promise<void> {
    if (!store) return;
    const path = `stores/${encodeURIComponent(store.id)}/resume`;
    await done(tell(path, what), (words) => void (notice.textContent = words));
  }

  async function moveClock(command: ClockCommand): Promise<void> {
    if (!store) return;
    const moved = tell<ClockView>(`stores/${encodeURIComponent(store.id)}/clock`, command);
    await done(
      moved.then((view) => clock.show(view)),
      (words) => void (notice.textContent = words),
    );
  }

  /** Says why it was not done, or reads what has changed. */
  async function done(request: Promise<unknown>, say: (words: string) => void): Promise<boolean> {
    try {
      await request;
      say('');
      readSoon();
      return true;
    } catch (error) {
      say(sentence(error));
      return false;
    }
  }

  const inSight = (): boolean => root.offsetParent !== null;
  return {
    root,
    refresh: () => {
      if (inSight()) readSoon();
    },
    changed: (event) => {
      if (event && event.store === store?.id && inSight()) readSoon();
    },
  };
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
