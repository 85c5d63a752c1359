import { behaviorField } from '../editor/behaviors';
import {
  STORE_TYPE,
  beginDialog,
  dialogForm,
  field,
  formNow,
  keepNumbers,
  preselectSole,
  showProblems,
  showWhile,
  takeSole,
} from '../editor/dialog';
import { chosen, select } from '../editor/fields';
import type { EntryList } from '../editor/list';
import { outputList } from '../editor/output-list';
import { linkValidator, validator } from '../editor/problems';
import { isSaved, type SavedConfig } from '../shared/config';
import { DEFAULTS, MIGRATIONS, readWaitUntil, waitOutputs, type AwaitedConfig } from './config';

let awaits: EntryList<AwaitedConfig>;

export const waitUntil = {
  validate: validator(readWaitUntil),
  validateStore: linkValidator(readWaitUntil, 'lead store'),
  outputLabel: (node: EditorNode, index: number): string | undefined =>
    waitOutputs({ awaits: saved(node) })[index],
  label,
  added: (node: EditorNode): void => takeSole(node, 'store', STORE_TYPE),
  prepare,
  save,
};

/** "wait 1 day", so that a flow reads by itself. */
function label(node: EditorNode): string {
  if (node['timeout'] === 'never') return 'wait until';
  const { amount, unit } = { amount: Number(node['amount']), unit: String(node['unit']) };
  return `wait ${amount} ${amount === 1 ? unit.replace(/s$/, '') : unit}`;
}

function prepare(node: EditorNode): void {
  beginDialog(node, MIGRATIONS);
  const form = dialogForm();
  preselectSole(node, 'store', STORE_TYPE);
  const update = showProblems(form, readWaitUntil, () => formNow(node, { awaits: awaits.entries() }));
  awaits = outputList(form.find('#nurture-awaits'), field('outputs'), 1, {
    entries: saved(node),
    fresh: (): AwaitedConfig => ({ kind: 'behavior', name: '' }),
    addLabel: node._('awaits.add'),
    draw: (row, entry) => drawAwaited(node, row, entry),
    changed: () => update(),
  });
  showWhile(form, '.nurture-when-after', () => field('timeout').val() === 'after');
  showWhile(
    form,
    '.nurture-when-days',
    () => field('timeout').val() === 'after' && ['days', 'weeks'].includes(String(field('unit').val())),
  );
}

function drawAwaited(node: EditorNode, row: HTMLElement, entry: AwaitedConfig): () => AwaitedConfig {
  const kinds = [
    { value: 'reply', label: node._('awaits.reply') },
    { value: 'behavior', label: node._('awaits.behavior') },
  ] as const;
  const kind = select(node._('awaits.kind'), kinds, entry.kind);
  const name = behaviorField(node._('awaits.name'), entry.kind === 'behavior' ? entry.name : '');
  const show = (): void => void (name.style.visibility = kind.value === 'behavior' ? '' : 'hidden');
  kind.addEventListener('change', show);
  show();
  row.append(kind, name);
  return () =>
    chosen(kind, kinds, 'reply') === 'reply'
      ? { kind: 'reply' }
      : { kind: 'behavior', name: name.value.trim() };
}

function save(node: EditorNode): void {
  node['awaits'] = awaits.entries();
  keepNumbers(node, ['amount']);
}

/** The list as saved, also when parts of it are wrong: the dialog is where a person mends it. */
function saved(node: EditorNode): readonly AwaitedConfig[] {
  const list = node['awaits'];
  if (!Array.isArray(list)) return DEFAULTS.awaits;
  return list.map((entry: unknown) => readAwaited(isSaved(entry) ? entry : {}));
}

function readAwaited(entry: SavedConfig): AwaitedConfig {
  return entry['kind'] === 'behavior'
    ? { kind: 'behavior', name: String(entry['name'] ?? '') }
    : { kind: 'reply' };
}
