import type { SavedConfig } from '../shared/config';
import { PROPERTY_TESTS } from '../shared/property-test';
import { element, select, textField, type Choice } from './fields';

/**
 * A property of a behavior and how it is compared; an empty property is any behavior. The words are the node's own, as
 * `property.name`, `property.test`, `property.value` and `test.<op>`.
 */
export function drawPropertyTest(
  node: EditorNode,
  place: HTMLElement,
  entry: SavedConfig,
): () => SavedConfig {
  const property = textField(node._('property.name'), text(entry['property']));
  const test = element('span', { class: 'nurture-arguments' });
  const readTest = drawTest(node, test, entry, PROPERTY_TESTS);
  showIf(test, property, () => property.value.trim() !== '');
  place.append(property, test);
  return () => (property.value.trim() === '' ? {} : { property: property.value.trim(), ...readTest() });
}

/** How a value is compared, and with what. */
export function drawTest(
  node: EditorNode,
  place: HTMLElement,
  entry: SavedConfig,
  tests: readonly string[],
): () => SavedConfig {
  const choices = choicesOf<string>(node, 'test', tests);
  const test = select(node._('property.test'), choices, known(choices, entry['op'], 'equals'));
  const value = textField(node._('property.value'), text(entry['value']));
  showIf(value, test, () => test.value !== 'exists' && test.value !== 'same');
  place.append(test, value);
  return () => ({ op: test.value, ...(value.hidden ? {} : { value: value.value.trim() }) });
}

export function choicesOf<T extends string>(
  node: EditorNode,
  words: string,
  values: readonly T[],
): Choice<T>[] {
  return values.map((value) => ({ value, label: node._(`${words}.${value}`) }));
}

export function known<T extends string>(choices: readonly Choice<T>[], value: unknown, otherwise: T): T {
  return choices.find((one) => one.value === value)?.value ?? otherwise;
}

function showIf(place: HTMLElement, input: HTMLElement, shown: () => boolean): void {
  const update = (): void => void (place.hidden = !shown());
  input.addEventListener('input', update);
  input.addEventListener('change', update);
  update();
}

export function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
