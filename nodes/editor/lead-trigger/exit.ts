import type { SavedConfig } from '../../shared/config';
import { EXIT_KINDS } from '../../lead-trigger/config';
import { behaviorField } from '../behaviors';
import { chosen, element, select } from '../fields';
import { choicesOf, drawPropertyTest, known, text } from '../property-test';
import { drawRule } from '../segment-rule';

const SUCCESS = ['true', 'false'] as const;

/** One thing that ends the journey: first its kind, then what that kind needs. Returns how to read it back. */
export function drawExit(
  node: EditorNode,
  row: HTMLElement,
  entry: SavedConfig,
  changed: () => void,
): () => SavedConfig {
  const kinds = choicesOf(node, 'exit', EXIT_KINDS);
  const kind = select(node._('exit.kind'), kinds, known(kinds, entry['kind'], 'behavior'));
  kind.classList.add('nurture-short');
  const place = element('span', { class: 'nurture-arguments' });
  row.append(kind, place);
  const draw = (from: SavedConfig): (() => SavedConfig) =>
    kind.value === 'segment' ? drawSegment(node, place, from, changed) : drawBehavior(node, place, from);
  let read = draw(entry);
  kind.addEventListener('change', () => {
    place.replaceChildren();
    read = draw({});
    changed();
  });
  return () => ({ kind: chosen(kind, kinds, 'behavior'), ...read() });
}

function drawBehavior(node: EditorNode, place: HTMLElement, entry: SavedConfig): () => SavedConfig {
  const name = behaviorField(node._('behavior.name'), text(entry['name']));
  place.append(name);
  const readProperty = drawPropertyTest(node, place, entry);
  const successes = choicesOf(node, 'success', SUCCESS);
  const success = select(node._('exit.success'), successes, entry['success'] === true ? 'true' : 'false');
  place.append(success);
  return () => ({ name: name.value.trim(), ...readProperty(), success: success.value === 'true' });
}

/** The kind of the rule stands in `rule`, as the entry has a kind of its own. */
function drawSegment(
  node: EditorNode,
  place: HTMLElement,
  entry: SavedConfig,
  changed: () => void,
): () => SavedConfig {
  const { read } = drawRule(node, place, { ...entry, kind: entry['rule'] ?? 'stage' }, changed);
  return () => {
    const { kind: rule, ...rest } = read();
    return { rule, ...rest };
  };
}
