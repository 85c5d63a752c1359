import {
  CONFIG_INPUT,
  beginDialog,
  dialogForm,
  field,
  formNow,
  keepNumbers,
  openMarkedFolds,
  showProblems,
  showWhile,
} from '../editor/dialog';
import { element } from '../editor/fields';
import { validator } from '../editor/problems';
import { showKey } from '../editor/lead-store/key';
import { showWebhook } from '../editor/lead-store/webhook';
import { DEFAULTS, MIGRATIONS, readLeadStore } from './config';

const validate = validator(readLeadStore);

export const leadStore = { validate, validatePath, validateZone, prepare, save };

/** Two stores with one path would fight for one folder and one address. */
function validatePath(node: EditorNode, property: string, value: unknown): true | string {
  const answer = validate(node, property, value);
  if (answer !== true) return answer;
  let taken = false;
  RED.nodes.eachConfig((other) => {
    taken ||= other.type === node.type && other.id !== node.id && !other.d && other['path'] === value;
  });
  return taken ? 'Another lead store has this path already: choose a different one.' : true;
}

function validateZone(node: EditorNode, property: string, value: unknown): true | string {
  const answer = validate(node, property, value);
  if (answer !== true || value === '' || value === undefined) return answer;
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(value) });
    return true;
  } catch {
    return 'Write the time zone as America/New_York, or leave it empty.';
  }
}

function prepare(node: EditorNode): void {
  beginDialog(node, MIGRATIONS, CONFIG_INPUT);
  const form = dialogForm(CONFIG_INPUT);
  form.find('#nurture-days').append(...dayBoxes(daysOf(node)));
  showProblems(form, readLeadStore, () => formNow(node, { days: checkedDays(form) }, CONFIG_INPUT));
  showWhile(form, '.nurture-when-window', () => field('hours', CONFIG_INPUT).val() === 'window');
  showWhile(form, '.nurture-when-try_out', () => field('clock', CONFIG_INPUT).val() === 'try_out');
  offerZones(form);
  showWebhook(node, form);
  showKey(node, form);
  openMarkedFolds(form);
}

function save(node: EditorNode): void {
  node['days'] = checkedDays(dialogForm(CONFIG_INPUT));
  keepNumbers(node, ['capCount', 'capHours', 'requestsPerMinute'], CONFIG_INPUT);
}

function daysOf(node: EditorNode): readonly number[] {
  const days = node['days'];
  return Array.isArray(days) ? days.map(Number) : DEFAULTS.days;
}

/** A box for each weekday, Monday first, named in the browser's language. */
function dayBoxes(checked: readonly number[]): HTMLElement[] {
  const name = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
  return [1, 2, 3, 4, 5, 6, 7].map((day) => {
    const box = element('input', { type: 'checkbox', value: String(day) });
    box.checked = checked.includes(day);
    // 1 January 2024 was a Monday.
    return element('label', {}, [box, ' ', name.format(Date.UTC(2024, 0, day))]);
  });
}

function checkedDays(form: JQuery): number[] {
  return form
    .find('#nurture-days input:checked')
    .get()
    .map((box) => Number(box.getAttribute('value')));
}

function offerZones(form: JQuery): void {
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => element('option', { value: zone }));
  form.append(element('datalist', { id: 'nurture-zones' }, zones));
}
