import { readAmount } from '../../src/leads/input/amount';
import type { SavedConfig } from '../shared/config';
import { FIELD_TESTS } from '../shared/field-test';
import { RULE_KINDS } from '../shared/segment-rule';
import { behaviorField } from './behaviors';
import { chosen, element, fromCommas, numberField, select, textField, withCommas } from './fields';

/** One rule: first its kind, then what that kind needs. */
export function drawRule(
  node: EditorNode,
  line: HTMLElement,
  entry: SavedConfig,
  changed: () => void,
): { readonly read: () => SavedConfig } {
  const kinds = RULE_KINDS.map((value) => ({ value, label: node._(`kind.${value}`) }));
  const kind = select(
    node._('rule.kind'),
    kinds,
    kinds.find(({ value }) => value === entry['kind'])?.value ?? 'behavior',
  );
  const place = element('span', { class: 'nurture-arguments' });
  line.append(kind, place);
  let read = drawArguments(node, place, kind.value, entry);
  kind.addEventListener('change', () => {
    // What was typed stays where the new kind has the same field.
    const before = read();
    place.replaceChildren();
    read = drawArguments(node, place, kind.value, before);
    changed();
  });
  return { read: () => ({ kind: chosen(kind, kinds, 'behavior'), ...read() }) };
}

function drawArguments(
  node: EditorNode,
  place: HTMLElement,
  kind: string,
  entry: SavedConfig,
): () => SavedConfig {
  switch (kind) {
    case 'behavior': {
      const names = namesField(node, place, entry);
      const atLeast = numberField(node._('rule.atLeast'), amount(entry['atLeast'], '1'), {
        class: 'nurture-number',
        min: '1',
        step: '1',
      });
      place.append(group(atLeast, word(node, 'rule.times')));
      const within = withinField(node, place, entry);
      return () => ({ names: fromCommas(names.value), atLeast: Number(atLeast.value), ...within() });
    }
    case 'not_behavior': {
      const names = namesField(node, place, entry);
      const within = withinField(node, place, entry);
      return () => ({ names: fromCommas(names.value), ...within() });
    }
    case 'replied':
      return withinField(node, place, entry);
    case 'silent':
      return daysField(node, place, entry, 'days', '30');
    case 'created':
      return daysField(node, place, entry, 'withinDays', '14');
    case 'stage': {
      const stages = textField(node._('rule.stages'), withCommas(entry['is']));
      place.append(stages);
      return () => ({ is: fromCommas(stages.value) });
    }
    case 'tag': {
      const tag = textField(node._('rule.tag'), String(entry['has'] ?? ''));
      place.append(tag);
      return () => ({ has: tag.value.trim() });
    }
    default:
      return fieldTest(node, place, entry);
  }
}

function fieldTest(node: EditorNode, place: HTMLElement, entry: SavedConfig): () => SavedConfig {
  const tests = FIELD_TESTS.map((value) => ({ value, label: node._(`test.${value}`) }));
  const key = textField(node._('rule.key'), String(entry['key'] ?? ''));
  const test = select(
    node._('rule.test'),
    tests,
    tests.find(({ value }) => value === entry['op'])?.value ?? 'equals',
  );
  const value = textField(node._('rule.value'), String(entry['value'] ?? ''));
  const show = (): void => void (value.hidden = test.value === 'exists');
  test.addEventListener('change', show);
  show();
  place.append(key, test, value);
  return () => {
    const op = chosen(test, tests, 'equals');
    const compared = { key: key.value.trim(), op };
    if (op === 'exists') return compared;
    const text = value.value.trim();
    return { ...compared, value: op === 'over' || op === 'under' ? numberOr(text) : text };
  };
}

function namesField(node: EditorNode, place: HTMLElement, entry: SavedConfig): HTMLInputElement {
  const names = behaviorField(node._('rule.names'), withCommas(entry['names']));
  place.append(names);
  return names;
}

/** "within [7] days"; empty: ever. */
function withinField(node: EditorNode, place: HTMLElement, entry: SavedConfig): () => SavedConfig {
  const days = numberField(node._('rule.withinDays'), amount(entry['withinDays'], ''), {
    class: 'nurture-number',
    placeholder: node._('rule.ever'),
  });
  place.append(group(word(node, 'rule.within'), days, word(node, 'rule.days')));
  return () => (Number(days.value) > 0 ? { withinDays: Number(days.value) } : {});
}

function daysField(
  node: EditorNode,
  place: HTMLElement,
  entry: SavedConfig,
  property: 'days' | 'withinDays',
  otherwise: string,
): () => SavedConfig {
  const days = numberField(node._('rule.days'), amount(entry[property], otherwise), {
    class: 'nurture-number',
  });
  place.append(group(days, word(node, 'rule.days')));
  return () => ({ [property]: Number(days.value) });
}

/** What belongs together stays on one line. */
function group(...children: HTMLElement[]): HTMLElement {
  return element('span', { class: 'nurture-group' }, children);
}

function word(node: EditorNode, key: string): HTMLElement {
  return element('span', { class: 'nurture-quiet', 'aria-hidden': 'true' }, [node._(key)]);
}

function amount(value: unknown, otherwise: string): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : otherwise;
}

/** What is no number stays as it was typed, so that the check can say so. */
function numberOr(text: string): number | string {
  return readAmount(text) ?? text;
}
