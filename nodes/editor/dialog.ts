import { migrate, type Migration, type ReadConfig, type SavedConfig } from '../shared/config';
import { usualConfig } from './clients/neighbors';
import { sayProblems } from './field-problems';
import { problemsOf, sentences } from './problems';

export const NODE_INPUT = 'node-input';
export const CONFIG_INPUT = 'node-config-input';
export type Prefix = typeof NODE_INPUT | typeof CONFIG_INPUT;

/** The field of a property in the open dialog. */
export function field(property: string, prefix: Prefix = NODE_INPUT): JQuery {
  return $(`#${prefix}-${property}`);
}

/**
 * Every `oneditprepare` starts here. Brings a node that an older version saved, or that was written by hand with little in it, up to date before its dialog
 * shows it: what is missing gets its default, as at run time.
 */
export function beginDialog(
  node: EditorNode,
  migrations: readonly Migration[],
  prefix: Prefix = NODE_INPUT,
): void {
  const form = dialogForm(prefix);
  form.addClass('nurture-dialog');
  Object.assign(node, migrate({ ...node }, migrations));
  for (const [property, { value, type }] of Object.entries(node._def.defaults)) {
    if (node[property] !== undefined || type !== undefined) continue;
    node[property] = structuredClone(value);
    const input = field(property, prefix);
    if (typeof value === 'boolean') input.prop('checked', value);
    else if (property !== 'outputs' && !Array.isArray(value)) input.val(String(value));
  }
  sayProblems(node, form, prefix);
}

/** For `oneditprepare`: preselects the one that the node's neighbors use. */
export function preselectUsual(
  node: EditorNode,
  property: string,
  type: string,
  prefix: Prefix = NODE_INPUT,
): void {
  const usual = node[property] ? undefined : usualConfig(type, node.z);
  if (usual) field(property, prefix).val(usual).trigger('change');
}

/** Number fields are saved as numbers, so that flow files differ only when a number does. */
export function keepNumbers(
  node: EditorNode,
  properties: readonly string[],
  prefix: Prefix = NODE_INPUT,
): void {
  for (const property of properties) {
    const text = String(field(property, prefix).val() ?? '').trim();
    if (text !== '' && Number.isFinite(Number(text))) node[property] = Number(text);
  }
}

/** The form as it stands, as if it were saved now. `lists` adds what has no field of its own. */
export function formNow(node: EditorNode, lists: SavedConfig, prefix: Prefix = NODE_INPUT): SavedConfig {
  const now: Record<string, unknown> = { ...node };
  for (const property of Object.keys(node)) {
    const [input] = field(property, prefix).get();
    if (input instanceof HTMLInputElement && input.type === 'checkbox') now[property] = input.checked;
    else if (input) now[property] = field(property, prefix).val();
  }
  return { ...now, ...lists };
}

/**
 * Says below a list what is wrong with it, while it is edited: fills every element with `data-problem="<property>"`.
 * Plain fields are marked by the editor itself. Returns what to call when a list changes.
 */
export function showProblems<C>(
  form: JQuery,
  read: (saved: SavedConfig) => ReadConfig<C>,
  now: () => SavedConfig,
): () => void {
  const update = (): void => {
    const problems = problemsOf(read, now());
    form.find('[data-problem]').each((_index, place) => {
      place.textContent = sentences(problems, place.dataset['problem'] ?? '') ?? '';
    });
  };
  form.on('input change', update);
  return update;
}

/** Shows the element only while `shown` says so; asked again at every change in the form. */
export function showWhile(form: JQuery, selector: string, shown: () => boolean): void {
  const update = (): void => void form.find(selector).toggle(shown());
  form.on('change', update);
  update();
}

/** A fold that hides something the editor has marked must not stay shut. */
export function openMarkedFolds(form: JQuery): void {
  // The editor marks the fields after `oneditprepare`.
  setTimeout(
    () => form.find('details').has('.input-error, .nurture-problem:not(:empty)').prop('open', true),
    100,
  );
}

/** The form of the dialog that is open, a node's or a config node's. */
export function dialogForm(prefix: Prefix = NODE_INPUT): JQuery {
  return $(prefix === NODE_INPUT ? '#dialog-form' : '#node-config-dialog-edit-form');
}
