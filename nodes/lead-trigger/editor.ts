import { takeUsual } from '../editor/clients/neighbors';
import { STORE_TYPE } from '../editor/config-types';
import { behaviorField } from '../editor/behaviors';
import {
  beginDialog,
  dialogForm,
  field,
  formNow,
  keepNumbers,
  openMarkedFolds,
  preselectUsual,
  showProblems,
  showWhile,
} from '../editor/dialog';
import { drawExit } from '../editor/lead-trigger/exit';
import { entryList, type EntryList } from '../editor/list';
import { linkValidator, validator } from '../editor/problems';
import { isSaved, type SavedConfig } from '../shared/config';
import { MIGRATIONS, readLeadTrigger } from './config';

let behaviors: EntryList<string>;
let exits: EntryList<SavedConfig>;

export const leadTrigger = {
  validate: validator(readLeadTrigger),
  validateStore: linkValidator(readLeadTrigger, 'lead store'),
  added: (node: EditorNode): void => takeUsual(node, 'store', STORE_TYPE),
  prepare,
  save,
};

function prepare(node: EditorNode): void {
  beginDialog(node, MIGRATIONS);
  const form = dialogForm();
  preselectUsual(node, 'store', STORE_TYPE);
  const update = showProblems(form, readLeadTrigger, () => formNow(node, lists()));
  behaviors = entryList(form.find('#nurture-behaviors'), {
    entries: namesIn(node['behaviors']),
    fresh: () => '',
    addLabel: node._('behavior.add'),
    draw: (row, name) => {
      const input = behaviorField(node._('behavior.name'), name);
      row.append(input);
      return () => input.value.trim();
    },
    changed: update,
  });
  exits = entryList(form.find('#nurture-exits'), {
    entries: entriesIn(node['exits']),
    fresh: () => ({ kind: 'behavior', success: false }),
    addLabel: node._('exit.add'),
    draw: (row, entry, changed) => drawExit(node, row, entry, changed),
    changed: update,
  });
  showWhile(form, '.nurture-when-behavior', () => field('start').val() === 'behavior');
  showWhile(form, '.nurture-when-silence', () => field('start').val() === 'silence');
  showWhile(form, '.nurture-when-after_days', () => field('policy').val() === 'after_days');
  openMarkedFolds(form);
}

function save(node: EditorNode): void {
  Object.assign(node, lists());
  keepNumbers(node, ['count', 'withinHours', 'silenceDays', 'afterDays', 'maxAgeHours', 'priority']);
}

function lists(): { behaviors: string[]; exits: SavedConfig[] } {
  return { behaviors: behaviors.entries().filter((name) => name !== ''), exits: exits.entries() };
}

function entriesIn(value: unknown): SavedConfig[] {
  return Array.isArray(value) ? value.filter(isSaved) : [];
}

/** A flow that was written by hand may hold one text with commas. */
function namesIn(value: unknown): string[] {
  const list = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  return list.map((name) => String(name).trim());
}
