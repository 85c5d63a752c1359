import { takeUsual } from '../editor/clients/neighbors';
import { STORE_TYPE } from '../editor/config-types';
import { beginDialog, dialogForm, formNow, preselectUsual, showProblems } from '../editor/dialog';
import { chosen, element, select } from '../editor/fields';
import { entryList, type EntryList } from '../editor/list';
import { linkValidator, validator } from '../editor/problems';
import { isSaved, type SavedConfig } from '../shared/config';
import { DEFAULTS, MIGRATIONS, readLeadUpdate, WHAT } from './config';
import { drawArguments } from '../editor/lead-update/arguments';

let updates: EntryList<SavedConfig>;

export const leadUpdate = {
  validate: validator(readLeadUpdate),
  validateStore: linkValidator(readLeadUpdate, 'lead store'),
  added: (node: EditorNode): void => takeUsual(node, 'store', STORE_TYPE),
  prepare,
  save: (node: EditorNode): void => void (node['updates'] = updates.entries()),
};

function prepare(node: EditorNode): void {
  beginDialog(node, MIGRATIONS);
  const form = dialogForm();
  preselectUsual(node, 'store', STORE_TYPE);
  const update = showProblems(form, readLeadUpdate, () => formNow(node, { updates: updates.entries() }));
  updates = entryList(form.find('#nurture-updates'), {
    entries: saved(node),
    fresh: (): SavedConfig => ({ what: 'add_tag', tag: '' }),
    addLabel: node._('add'),
    draw: (row, entry, changed) => drawUpdate(node, row, entry, changed),
    changed: () => update(),
  });
}

/** First the kind of change, then the fields that this kind needs. */
function drawUpdate(
  node: EditorNode,
  row: HTMLElement,
  entry: SavedConfig,
  changed: () => void,
): () => SavedConfig {
  const kinds = WHAT.map((value) => ({ value, label: node._(`what.${value}`) }));
  const kind = select(
    node._('kind'),
    kinds,
    kinds.find(({ value }) => value === entry['what'])?.value ?? 'add_tag',
  );
  const place = element('span', { class: 'nurture-arguments' });
  row.append(kind, place);
  let read = drawArguments(node, place, kind.value, entry);
  kind.addEventListener('change', () => {
    // What was typed stays where the new kind has the same field, such as a tag to add that becomes one to remove.
    const before = read();
    place.replaceChildren();
    read = drawArguments(node, place, kind.value, before);
    changed();
  });
  return () => ({ what: chosen(kind, kinds, 'add_tag'), ...read() });
}

function saved(node: EditorNode): readonly SavedConfig[] {
  const list = node['updates'];
  return Array.isArray(list) ? list.filter(isSaved) : DEFAULTS.updates.map((update) => ({ ...update }));
}
