import { takeUsual } from '../editor/clients/neighbors';
import { STORE_TYPE } from '../editor/config-types';
import { checkedDays, dayBoxes, numbers } from '../editor/days';
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
import type { EntryList } from '../editor/list';
import { outputList } from '../editor/output-list';
import { linkValidator, validator } from '../editor/problems';
import { drawAwaited } from '../editor/wait-until/awaited';
import { isSaved, type SavedConfig } from '../shared/config';
import { DEFAULTS, MIGRATIONS, glimpseWaitUntil, readWaitUntil } from './config';
import { waitOutputs, waitWords } from './words';

let awaits: EntryList<SavedConfig>;

export const waitUntil = {
  validate: validator(readWaitUntil),
  validateStore: linkValidator(readWaitUntil, 'lead store'),
  outputLabel: (node: EditorNode, index: number): string | undefined =>
    waitOutputs(glimpseWaitUntil({ ...node }))[index],
  label: (node: EditorNode): string => waitWords(glimpseWaitUntil({ ...node })),
  added: (node: EditorNode): void => takeUsual(node, 'store', STORE_TYPE),
  prepare,
  save,
};

const DAY_LISTS = ['timeDays', 'windowDays'] as const;

function prepare(node: EditorNode): void {
  beginDialog(node, MIGRATIONS);
  const form = dialogForm();
  preselectUsual(node, 'store', STORE_TYPE);
  for (const property of DAY_LISTS) daysIn(form, property).append(dayBoxes(numbers(node[property])));
  const update = showProblems(form, readWaitUntil, () =>
    formNow(node, { awaits: awaits.entries(), ...days(form) }),
  );
  awaits = outputList(form.find('#nurture-awaits'), field('outputs'), 1, {
    entries: saved(node),
    fresh: (): SavedConfig => ({ kind: 'behavior', name: '' }),
    addLabel: node._('awaits.add'),
    draw: (row, entry, changed) => drawAwaited(node, row, entry, changed),
    changed: () => update(),
  });
  const timeout = (): unknown => field('timeout').val();
  showWhile(form, '.nurture-when-after', () => timeout() === 'after');
  showWhile(form, '.nurture-when-time', () => timeout() === 'time');
  showWhile(form, '.nurture-when-window', () => timeout() === 'window' || timeout() === 'business');
  showWhile(form, '.nurture-when-business', () => timeout() === 'business');
  showWhile(
    form,
    '.nurture-when-days',
    () => timeout() === 'after' && ['days', 'weeks'].includes(String(field('unit').val())),
  );
  openMarkedFolds(form);
}

function save(node: EditorNode): void {
  node['awaits'] = awaits.entries();
  Object.assign(node, days(dialogForm()));
  keepNumbers(node, ['amount', 'spread']);
}

function days(form: JQuery): Record<(typeof DAY_LISTS)[number], number[]> {
  return {
    timeDays: checkedDays(daysIn(form, 'timeDays')),
    windowDays: checkedDays(daysIn(form, 'windowDays')),
  };
}

function daysIn(form: JQuery, property: string): JQuery {
  return form.find(`#nurture-${property}`);
}

/** The list as saved, also when parts of it are wrong: the dialog is where a person mends it. */
function saved(node: EditorNode): readonly SavedConfig[] {
  const list = node['awaits'];
  if (!Array.isArray(list)) return DEFAULTS.awaits.map(({ kind }) => ({ kind }));
  return list.map((entry: unknown) => (isSaved(entry) ? entry : {}));
}
