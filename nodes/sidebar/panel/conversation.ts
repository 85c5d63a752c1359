import { button, element } from '../../editor/fields';
import type { ClockView, PhoneDetail, TextView, WaitingView } from '../../shared/admin-types';
import { pauseLine, type PauseAct } from './pause-line';
import { fullTime, fromNow, shortTime } from './times';
import type { Words } from './words';

export interface Conversation {
  readonly root: HTMLElement;
  show(phone: PhoneDetail | undefined, clock: ClockView): void;
  /** One sentence below the field, such as why an answer was not taken. */
  say(sentence: string): void;
}

/** One phone: its texts as bubbles, what it waits for, what happened, and a field to answer as the lead. */
export function conversation(
  words: Words,
  answer: (text: string) => Promise<boolean>,
  writing: () => void,
  hold: (act: PauseAct) => void,
): Conversation {
  const title = element('h3', { class: 'nurture-talk-title' });
  const pause = pauseLine(words, hold);
  const head = element('div', { class: 'nurture-talk-head' }, [title, pause.take]);
  const facts = element('p', { class: 'nurture-quiet' });
  const texts = element('ol', { class: 'nurture-texts', tabindex: '0', 'aria-live': 'polite' });
  const waits = element('ul', { class: 'nurture-waits' });
  const past = element('ol', { class: 'nurture-past' });
  const history = element('details', { class: 'nurture-history' }, [
    element('summary', {}, [words('history')]),
    past,
  ]);
  const toEnd = staysAtEnd(texts);
  const field = element('input', { type: 'text', autocomplete: 'off', maxlength: '1600' });
  const send = button(words('send'), () => form.requestSubmit());
  const said = element('p', { class: 'nurture-problem', role: 'alert' });
  const form = element('form', { class: 'nurture-answer' }, [field, send]);
  const talk = element('div', { class: 'nurture-talk' }, [
    head,
    facts,
    texts,
    pause.root,
    waits,
    form,
    said,
    history,
  ]);
  const empty = element('p', { class: 'nurture-quiet nurture-empty' }, [words('choose')]);
  const root = element('section', { class: 'nurture-one' }, [empty, talk]);
  talk.hidden = true;

  field.addEventListener('input', writing);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '') return;
    send.disabled = true;
    void answer(text).then((taken) => {
      send.disabled = false;
      if (taken && field.value.trim() === text) field.value = '';
      field.focus();
    });
  });

  let shown: string | undefined;
  return {
    root,
    show(phone, clock) {
      empty.hidden = phone !== undefined;
      talk.hidden = phone === undefined;
      if (!phone) return;
      const name = phone.name || phone.phone;
      const other = shown !== phone.lead;
      shown = phone.lead;
      if (other) {
        field.value = '';
        said.textContent = '';
      }
      root.setAttribute('aria-label', words('conversation', { name }));
      title.textContent = name;
      facts.textContent = [
        ...(phone.name ? [phone.phone] : []),
        phone.optedOut ? words('optedOut') : phone.stage,
        ...phone.tags,
      ].join(' · ');
      pause.show(phone, clock);
      field.placeholder = words('answer', { name });
      field.setAttribute('aria-label', field.placeholder);
      texts.replaceChildren(...phone.conversation.map((text) => bubble(words, text, clock)));
      if (phone.conversation.length === 0)
        texts.append(element('li', { class: 'nurture-quiet' }, [words('noConversation')]));
      waits.replaceChildren(
        ...phone.waiting.map((wait) => element('li', {}, [waitLine(words, wait, clock)])),
      );
      past.replaceChildren(
        ...[...phone.history]
          .reverse()
          .map(({ at, text }) =>
            element('li', {}, [
              element('span', { class: 'nurture-quiet' }, [fullTime(at, clock.zone)]),
              ' ',
              text,
            ]),
          ),
      );
      toEnd(other);
    },
    say(sentence) {
      said.textContent = sentence;
    },
  };
}

function bubble(words: Words, text: TextView, clock: ClockView): HTMLElement {
  return element('li', { class: `nurture-from-${text.from}` }, [
    element('span', { class: 'nurture-unseen' }, [`${words(`from.${text.from}`)}: `]),
    element('p', { class: 'nurture-bubble', dir: 'auto' }, [text.text, ...files(text.media ?? [])]),
    element('span', { class: 'nurture-quiet' }, [
      [shortTime(text.at, clock.now, clock.zone), ...noteworthy(text.state)].join(' · '),
    ]),
    ...(text.because === undefined ? [] : [element('p', { class: 'nurture-because' }, [text.because])]),
  ]);
}

/** Links and no pictures: to look at a conversation asks nothing of other machines. */
function files(media: readonly string[]): HTMLElement[] {
  return media.map((url) =>
    element('a', { href: url, target: '_blank', rel: 'noopener noreferrer', class: 'nurture-file' }, [url]),
  );
}

/**
 * Keeps a list at its end, also when it gets smaller because something else opens, until a person scrolls away from the
 * end. Returns what to call after the list was filled; `anew` begins at the end again.
 */
function staysAtEnd(list: HTMLElement): (anew: boolean) => void {
  const NEAR_PX = 40;
  let atEnd = true;
  let height = 0;
  const follow = (): void => {
    height = list.clientHeight;
    if (atEnd) list.scrollTop = list.scrollHeight;
  };
  list.addEventListener('scroll', () => {
    // A list that has just changed its height was not scrolled by a person.
    if (list.clientHeight === height)
      atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
  });
  new ResizeObserver(follow).observe(list);
  return (anew) => {
    atEnd ||= anew;
    follow();
  };
}

/** That a reply is a text goes without saying. */
function noteworthy(state: string): string[] {
  return state === 'text' ? [] : [state.replaceAll('_', ' ')];
}

function waitLine(words: Words, wait: WaitingView, clock: ClockView): string {
  const isHeld = wait.kind !== 'wait' || wait.because !== undefined;
  const what = words(isHeld ? 'held' : 'waits', { node: wait.nodeName });
  if (wait.due === null && wait.because !== undefined) return `${what}: ${wait.because}`;
  if (wait.kind === 'text') return what;
  if (wait.due === null) return `${what} ${words('open')}`;
  const time = `${shortTime(wait.due, clock.now, clock.zone)} (${fromNow(wait.due, clock.now)})`;
  const until = `${what} ${words('until', { time })}`;
  return wait.because === undefined ? until : `${until}: ${wait.because}`;
}
