import { STORE_TYPE } from '../editor/config-types';
import {
  CONFIG_INPUT,
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
import { fromCommas, withCommas } from '../editor/fields';
import { linkValidator, validator } from '../editor/problems';
import { showAddresses } from '../editor/sms-account/addresses';
import { offerCheck } from '../editor/sms-account/check';
import { showLimit } from '../editor/sms-account/limit';
import { followName } from '../editor/sms-account/path';
import { secretsTyped } from '../editor/sms-account/secrets';
import type { SavedConfig } from '../shared/config';
import { nameOf } from '../shared/crossings/wires';
import { DEFAULTS, MIGRATIONS, readSmsAccount } from './config';
import { SECRETS, STORED, problemsOfSecrets, readSecrets, type Secret } from './secrets';

export const smsAccount = {
  validate,
  validateStore,
  validateSecret,
  label,
  prepare,
  save,
};

/** With its lead store: in a list of accounts, people have to see whose each one is. */
function label(node: EditorNode): string {
  const { name, gateway, sender } = node;
  const own = gateway === 'twilio' ? 'Twilio' : `simulator ${String(sender ?? '')}`;
  const store = typeof node['store'] === 'string' ? RED.nodes.node(node['store']) : null;
  return [String(name ?? '') || own, ...(store ? [nameOf(store)] : [])].join(' · ');
}

const checkLink = linkValidator(readSmsAccount, 'lead store', asItStands);
const checkProperty = validator(readSmsAccount, asItStands);

/** The node whose dialog was opened last. */
let opened: string | undefined;

function isOpen(node: EditorNode): boolean {
  return opened === node.id && document.getElementById('nurture-senders') !== null;
}

/** What counts for a node depends on other fields, so while its dialog is open they count as they stand there. */
function asItStands(node: EditorNode): SavedConfig {
  return isOpen(node) ? formNow(node, { senders: sendersTyped() }, CONFIG_INPUT) : node;
}

function sendersTyped(): readonly string[] {
  return fromCommas(String(dialogForm(CONFIG_INPUT).find('#nurture-senders').val() ?? ''));
}

function isTwilio(node: EditorNode): boolean {
  return asItStands(node)['gateway'] === 'twilio';
}

function validate(node: EditorNode, property: string, value: unknown): true | string {
  const answer = checkProperty(node, property, value);
  if (answer !== true) return answer;
  if (property === 'path' && isTwilio(node) && isTaken(node, value)) {
    return 'Another SMS account has this path already: choose a different one.';
  }
  return property === 'gateway' ? (problemOfStoredSecrets(node, value) ?? true) : true;
}

/** Two accounts with one path would be one address for Twilio. */
function isTaken(node: EditorNode, path: unknown): boolean {
  let taken = false;
  RED.nodes.eachConfig((other) => {
    const isOther = other.type === node.type && other.id !== node.id && !other.d;
    taken ||= isOther && other['gateway'] === 'twilio' && (other['path'] ?? DEFAULTS.path) === path;
  });
  return taken;
}

/** The editor looks at credentials only while their dialog is open; so that a node lacks them is said at its gateway. */
function problemOfStoredSecrets(node: EditorNode, gateway: unknown): string | undefined {
  const known = node['credentials'];
  if (gateway !== 'twilio' || isOpen(node) || typeof known !== 'object' || known === null) return undefined;
  const given: Readonly<Record<string, unknown>> = { ...known };
  const each = SECRETS.map((name) => [name, given[name] ?? (given[`has_${name}`] === true ? STORED : '')]);
  return problemsOfSecrets(readSecrets(Object.fromEntries(each)))[0]?.problem;
}

function validateStore(node: EditorNode, property: string, value: unknown): true | string {
  const answer = checkLink(node, property, value);
  if (answer !== true || !isTwilio(node) || typeof value !== 'string') return answer;
  return RED.nodes.node(value)?.['clock'] === 'try_out'
    ? 'This lead store has the try-out clock, which is for simulated phones only. Choose another store.'
    : true;
}

function validateSecret(node: EditorNode, secret: Secret, value: unknown): true | string {
  if (!isTwilio(node)) return true;
  const secrets = { ...secretsTyped(), [secret]: String(value ?? '').trim() };
  return problemsOfSecrets(secrets).find((one) => one.secret === secret)?.problem ?? true;
}

function prepare(node: EditorNode): void {
  opened = node.id;
  beginDialog(node, MIGRATIONS, CONFIG_INPUT);
  preselectUsual(node, 'store', STORE_TYPE, CONFIG_INPUT);
  const form = dialogForm(CONFIG_INPUT);
  form.find('#nurture-senders').val(withCommas(node['senders']));
  followName(node);
  showAddresses(node, form);
  offerCheck(node, form);
  showLimit(node, form);
  const gateway = (): unknown => field('gateway', CONFIG_INPUT).val();
  showWhile(form, '.nurture-when-simulator', () => gateway() !== 'twilio');
  showWhile(form, '.nurture-when-twilio', () => gateway() === 'twilio');
  // Who has logged in is told to the editor (Node-RED, `GET /settings`).
  showWhile(form, '.nurture-when-open', () => gateway() === 'twilio' && RED.settings.user === undefined);
  showWhile(form, '.nurture-when-resend', () => field('unknown', CONFIG_INPUT).val() === 'resend');
  showProblems(form, readSmsAccount, () => asItStands(node))();
  openMarkedFolds(form);
}

function save(node: EditorNode): void {
  const read = readSmsAccount(asItStands(node));
  node['senders'] = read.ok ? [...read.config.senders] : sendersTyped();
  keepNumbers(node, ['pace', 'dailySegments', 'dailyDollars', 'segmentPrice', 'resendMinutes'], CONFIG_INPUT);
}
