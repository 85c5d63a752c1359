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
import { showHours, type HoursFields } from '../editor/lead-store/hours';
import { showKey } from '../editor/lead-store/key';
import { showWebhook } from '../editor/lead-store/webhook';
import { MIGRATIONS, readLeadStore } from './config';

const validate = validator(readLeadStore);
let hours: HoursFields;

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
  hours = showHours(node, form);
  hours.changed = showProblems(form, readLeadStore, () => formNow(node, hours.entries(), CONFIG_INPUT));
  showWhile(form, '.nurture-when-try_out', () => field('clock', CONFIG_INPUT).val() === 'try_out');
  offerZones(form);
  showWebhook(node, form);
  showKey(node, form);
  openMarkedFolds(form);
}

function save(node: EditorNode): void {
  Object.assign(node, hours.entries());
  keepNumbers(
    node,
    ['capCount', 'capHours', 'requestsPerMinute', 'requestsPerNumber', 'pacePerMinute', 'coalesceSeconds'],
    CONFIG_INPUT,
  );
}

function offerZones(form: JQuery): void {
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => element('option', { value: zone }));
  form.append(element('datalist', { id: 'nurture-zones' }, zones));
}
