import { STAGES } from '../../../src/leads/lead';
import { PAST_ANSWERS } from '../../../src/leads/schedule';
import type { SavedConfig } from '../../shared/config';
import { FIELD_TESTS } from '../../shared/field-test';
import { AWAITED_KINDS, CONDITIONS, UNITS } from '../../wait-until/config';
import { behaviorField } from '../behaviors';
import { chosen, element, numberField, select, textField } from '../fields';
import { choicesOf, drawPropertyTest, drawTest, known, text } from '../property-test';

type Read = () => SavedConfig;

/** One awaited thing: first its kind, then what that kind needs. Returns how to read it back. */
export function drawAwaited(
  node: EditorNode,
  row: HTMLElement,
  entry: SavedConfig,
  changed: () => void,
): () => SavedConfig {
  const kinds = choicesOf(node, 'awaits', AWAITED_KINDS);
  const kind = select(node._('awaits.kind'), kinds, known(kinds, entry['kind'], 'reply'));
  const place = element('span', { class: 'nurture-arguments' });
  row.append(kind, place);
  let read = drawArguments(node, place, kind.value, entry);
  kind.addEventListener('change', () => {
    place.replaceChildren();
    read = drawArguments(node, place, kind.value, {});
    changed();
  });
  return () => ({ kind: chosen(kind, kinds, 'reply'), ...read() });
}

function drawArguments(node: EditorNode, place: HTMLElement, kind: string, entry: SavedConfig): Read {
  switch (kind) {
    case 'behavior':
      return drawBehavior(node, place, entry);
    case 'condition':
      return drawCondition(node, place, entry);
    case 'date':
      return drawDate(node, place, entry);
    default:
      return () => ({});
  }
}

function drawBehavior(node: EditorNode, place: HTMLElement, entry: SavedConfig): Read {
  const name = behaviorField(node._('awaits.name'), text(entry['name']));
  place.append(name);
  const readProperty = drawPropertyTest(node, place, entry);
  return () => ({ name: name.value.trim(), ...readProperty() });
}

function drawCondition(node: EditorNode, place: HTMLElement, entry: SavedConfig): Read {
  const abouts = choicesOf(node, 'about', CONDITIONS);
  const about = select(node._('awaits.about'), abouts, known(abouts, entry['about'], 'tag'));
  const nots = choicesOf(node, 'not', ['false', 'true'] as const);
  const not = select(node._('awaits.not'), nots, entry['not'] === true ? 'true' : 'false');
  const whens = choicesOf(node, 'when', ['is', 'becomes'] as const);
  const when = select(node._('awaits.when'), whens, known(whens, entry['when'], 'is'));
  const what = element('span', { class: 'nurture-arguments' });
  let read = drawCompared(node, what, about.value, entry);
  about.addEventListener('change', () => {
    what.replaceChildren();
    read = drawCompared(node, what, about.value, {});
  });
  place.append(about, not, what, when);
  return () => ({
    about: chosen(about, abouts, 'tag'),
    not: not.value === 'true',
    when: chosen(when, whens, 'is'),
    ...read(),
  });
}

function drawCompared(node: EditorNode, place: HTMLElement, about: string, entry: SavedConfig): Read {
  if (about === 'tag') {
    const tag = textField(node._('awaits.tag'), text(entry['has']));
    place.append(tag);
    return () => ({ has: tag.value.trim() });
  }
  if (about === 'stage') {
    const stages = STAGES.map((value) => ({ value, label: value }));
    const stage = select(node._('awaits.stage'), stages, known(stages, entry['stage'], 'hot'));
    place.append(stage);
    return () => ({ stage: stage.value });
  }
  const key = textField(node._('awaits.field'), text(entry['key']));
  place.append(key);
  const readTest = drawTest(node, place, entry, FIELD_TESTS);
  return () => ({ key: key.value.trim(), ...readTest() });
}

function drawDate(node: EditorNode, place: HTMLElement, entry: SavedConfig): Read {
  const amount = numberField(node._('label.amount'), text(entry['amount'] ?? 0), { class: 'nurture-number' });
  const units = choicesOf(node, 'unit', UNITS);
  const unit = select(node._('label.unit'), units, known(units, entry['unit'], 'days'));
  const sides = choicesOf(node, 'side', ['before', 'after'] as const);
  const side = select(node._('awaits.side'), sides, known(sides, entry['side'], 'before'));
  const name = textField(node._('awaits.dateField'), text(entry['field']));
  const time = element('input', {
    type: 'time',
    'aria-label': node._('awaits.at'),
    title: node._('awaits.at'),
  });
  time.value = text(entry['time']);
  const pasts = choicesOf(node, 'datePast', PAST_ANSWERS);
  const past = select(node._('awaits.past'), pasts, known(pasts, entry['past'], 'continue'));
  place.append(amount, unit, side, name, time, past);
  return () => ({
    amount: Number(amount.value),
    unit: chosen(unit, units, 'days'),
    side: chosen(side, sides, 'before'),
    field: name.value.trim(),
    ...(time.value === '' ? {} : { time: time.value }),
    past: chosen(past, pasts, 'continue'),
  });
}
