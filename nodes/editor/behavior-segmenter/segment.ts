import { STAGES } from '../../../src/leads/lead';
import { isSaved, type SavedConfig } from '../../shared/config';
import { button, chosen, element, select, textField } from '../fields';
import { drawRule } from '../segment-rule';

/** One segment: its name, the stage it leads to, and its rules, each on a line of its own. */
export function drawSegment(
  node: EditorNode,
  row: HTMLElement,
  entry: SavedConfig,
  changed: () => void,
): () => SavedConfig {
  const stages = [
    { value: 'none', label: node._('segment.keep') },
    ...STAGES.map((value) => ({ value, label: node._('segment.moves', { stage: value }) })),
  ];
  const matches = [
    { value: 'all', label: node._('segment.all') },
    { value: 'any', label: node._('segment.any') },
  ] as const;
  const name = textField(node._('segment.name'), String(entry['name'] ?? ''));
  const stage = select(
    node._('segment.stage'),
    stages,
    stages.find(({ value }) => value === entry['stage'])?.value ?? 'none',
  );
  const match = select(node._('segment.match'), matches, entry['match'] === 'any' ? 'any' : 'all');
  const lines = element('div', { class: 'nurture-lines' });
  const readers = new Map<Element, () => SavedConfig>();

  const addLine = (rule: SavedConfig): HTMLElement => {
    const line = element('div', { class: 'nurture-part' });
    const { read } = drawRule(node, line, rule, changed);
    readers.set(line, read);
    const remove = button('', () => {
      line.remove();
      changed();
    });
    remove.append(element('i', { class: 'fa fa-remove', 'aria-hidden': 'true' }));
    remove.classList.add('nurture-remove');
    remove.title = node._('rule.remove');
    remove.setAttribute('aria-label', remove.title);
    line.append(remove);
    lines.append(line);
    return line;
  };
  const add = button(`+ ${node._('rule.add')}`, () => {
    addLine({ kind: 'behavior', names: [], atLeast: 1 }).querySelector('select')?.focus();
    changed();
  });
  rulesOf(entry).forEach(addLine);
  row.append(
    element('div', { class: 'nurture-segment' }, [
      element('div', { class: 'nurture-part' }, [name, stage, match]),
      lines,
      add,
    ]),
  );

  return () => ({
    name: name.value.trim(),
    ...(stage.value === 'none' ? {} : { stage: stage.value }),
    match: chosen(match, matches, 'all'),
    rules: [...lines.children].flatMap((line) => readers.get(line)?.() ?? []),
  });
}

function rulesOf(entry: SavedConfig): readonly SavedConfig[] {
  const rules = entry['rules'];
  return Array.isArray(rules) ? rules.filter(isSaved) : [];
}
