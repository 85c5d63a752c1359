import { behaviorField } from '../editor/behaviors';
import {
  STORE_TYPE,
  beginDialog,
  dialogForm,
  field,
  formNow,
  keepNumbers,
  openMarkedFolds,
  preselectSole,
  showProblems,
  showWhile,
  takeSole,
} from '../editor/dialog';
import { entryList, type EntryList } from '../editor/list';
import { linkValidator, validator } from '../editor/problems';
import { MIGRATIONS, readLeadTrigger } from './config';

let behaviors: EntryList<string>;
let conversions: EntryList<string>;

export const leadTrigger = {
  validate: validator(readLeadTrigger),
  validateStore: linkValidator(readLeadTrigger, 'lead store'),
  added: (node: EditorNode): void => takeSole(node, 'store', STORE_TYPE),
  prepare,
  save,
};

function prepare(node: EditorNode): void {
  beginDialog(node, MIGRATIONS);
  const form = dialogForm();
  preselectSole(node, 'store', STORE_TYPE);
  const listOf = (id: string, property: string): EntryList<string> =>
    entryList(form.find(id), {
      entries: namesIn(node[property]),
      fresh: () => '',
      addLabel: node._('behavior.add'),
      draw: (row, name) => {
        const input = behaviorField(node._('behavior.name'), name);
        row.append(input);
        return () => input.value.trim();
      },
      changed: () => update(),
    });
  const update = showProblems(form, readLeadTrigger, () => formNow(node, lists()));
  behaviors = listOf('#nurture-behaviors', 'behaviors');
  conversions = listOf('#nurture-conversions', 'conversions');
  showWhile(form, '.nurture-when-behavior', () => field('start').val() === 'behavior');
  showWhile(form, '.nurture-when-silence', () => field('start').val() === 'silence');
  showWhile(form, '.nurture-when-after_days', () => field('policy').val() === 'after_days');
  openMarkedFolds(form);
}

function save(node: EditorNode): void {
  Object.assign(node, lists());
  keepNumbers(node, ['count', 'withinHours', 'silenceDays', 'afterDays', 'maxAgeHours']);
}

function lists(): { behaviors: string[]; conversions: string[] } {
  const named = (list: EntryList<string>): string[] => list.entries().filter((name) => name !== '');
  return { behaviors: named(behaviors), conversions: named(conversions) };
}

/** A flow that was written by hand may hold one text with commas. */
function namesIn(value: unknown): string[] {
  const list = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  return list.map((name) => String(name).trim());
}
