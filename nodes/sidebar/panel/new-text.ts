import { button, element } from '../../editor/fields';
import type { Words } from './words';

export interface NewText {
  readonly root: HTMLElement;
  /** Only simulated phones can be played. */
  show(simulated: boolean): void;
}

/**
 * A text from a number that nobody knows yet, as when somebody finds ours on a poster. `send` answers why it was not
 * taken, or undefined.
 */
export function newText(
  words: Words,
  send: (phone: string, text: string) => Promise<string | undefined>,
): NewText {
  const phone = element('input', { type: 'tel', autocomplete: 'off', maxlength: '64' });
  const text = element('input', { type: 'text', autocomplete: 'off', maxlength: '1600' });
  for (const [field, label] of [
    [phone, words('newText.phone')],
    [text, words('newText.text')],
  ] as const) {
    field.placeholder = label;
    field.setAttribute('aria-label', label);
  }
  // With two fields Enter only works when there is a button that submits.
  const submit = button(words('send'), () => form.requestSubmit(), { type: 'submit' });
  const said = element('p', { class: 'nurture-problem', role: 'alert' });
  const form = element('form', {}, [phone, text, submit]);
  const root = element('details', { class: 'nurture-new-text' }, [
    element('summary', {}, [words('newText.title')]),
    form,
    said,
  ]);
  root.hidden = true;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit.disabled = true;
    void send(phone.value, text.value).then((problem) => {
      submit.disabled = false;
      said.textContent = problem ?? '';
      if (problem !== undefined) return;
      form.reset();
      root.open = false;
    });
  });

  return {
    root,
    show(simulated) {
      root.hidden = !simulated;
    },
  };
}
