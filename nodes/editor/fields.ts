/** Small builders for what lists and panels are made of. Text only ever goes in as text. */

type Children = readonly (Node | string)[];

/** An element with attributes and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  children: Children = [],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

/** A select; the label is for people who hear the page. */
export function select<T extends string>(
  label: string,
  choices: readonly Choice<T>[],
  chosen: T,
): HTMLSelectElement {
  const made = element(
    'select',
    { 'aria-label': label },
    choices.map(({ value, label: text }) => element('option', { value }, [text])),
  );
  made.value = chosen;
  return made;
}

/** The choice that a select stands on, as its own type. */
export function chosen<T extends string>(
  field: HTMLSelectElement,
  choices: readonly Choice<T>[],
  otherwise: T,
): T {
  return choices.find(({ value }) => value === field.value)?.value ?? otherwise;
}

/** A one-line text; `label` is also its placeholder unless another one is given. */
export function textField(
  label: string,
  value: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLInputElement {
  const made = element('input', { type: 'text', 'aria-label': label, placeholder: label, ...attributes });
  made.value = value;
  return made;
}

/** A number from 0 on; the label is for people who hear the page. */
export function numberField(
  label: string,
  value: number | string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLInputElement {
  const made = element('input', {
    type: 'number',
    'aria-label': label,
    min: '0',
    step: 'any',
    ...attributes,
  });
  made.value = String(value);
  return made;
}

/** A small button that does something and submits nothing. */
export function button(
  text: string,
  act: () => void,
  attributes: Readonly<Record<string, string>> = {},
): HTMLButtonElement {
  const made = element(
    'button',
    { type: 'button', class: 'red-ui-button red-ui-button-small', ...attributes },
    [text],
  );
  made.addEventListener('click', (event) => {
    event.preventDefault();
    act();
  });
  return made;
}

/** A list as one text with commas. */
export function withCommas(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : '';
}

/** The list in a text with commas: trimmed, without what is empty. */
export function fromCommas(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A list as one text with a line for each. */
export function withLines(value: unknown): string {
  return Array.isArray(value) ? value.join('\n') : typeof value === 'string' ? value : '';
}

/** The list in a text with a line for each: trimmed, without what is empty. */
export function fromLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
