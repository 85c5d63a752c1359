import { takeUsual } from '../editor/clients/neighbors';
import { STORE_TYPE } from '../editor/config-types';
import { tell } from '../editor/admin';
import { beginDialog, dialogForm, field, formNow, preselectUsual, showProblems } from '../editor/dialog';
import { chosen, fromCommas, numberField, select, textField, withCommas } from '../editor/fields';
import type { EntryList } from '../editor/list';
import { outputList } from '../editor/output-list';
import { linkValidator, validator } from '../editor/problems';
import type { TriedReply, TryCommand } from '../shared/admin-types';
import { isSaved, type SavedConfig } from '../shared/config';
import { MIGRATIONS, ROUTE_KINDS, readReplyRouter, routeOutputs } from './config';

let routes: EntryList<SavedConfig>;

export const replyRouter = {
  validate: validator(readReplyRouter),
  validateStore: linkValidator(readReplyRouter, 'lead store'),
  outputLabel: (node: EditorNode, index: number): string | undefined =>
    routeOutputs({ routes: saved(node).map(({ name }) => ({ name: String(name) })) })[index],
  added: (node: EditorNode): void => takeUsual(node, 'store', STORE_TYPE),
  prepare,
  save: (node: EditorNode): void => void (node['routes'] = routes.entries()),
};

function prepare(node: EditorNode): void {
  beginDialog(node, MIGRATIONS);
  const form = dialogForm();
  preselectUsual(node, 'store', STORE_TYPE);
  const update = showProblems(form, readReplyRouter, () => formNow(node, { routes: routes.entries() }));
  routes = outputList(form.find('#nurture-routes'), field('outputs'), 1, {
    entries: saved(node),
    fresh: (): SavedConfig => ({ name: '', kind: 'contains' }),
    addLabel: node._('route.add'),
    draw: (row, entry) => drawRoute(node, row, entry),
    changed: () => {
      update();
      tryReply();
    },
  });
  form.on('input change', tryReply);
}

/** Name, what it takes, and what that needs. */
function drawRoute(node: EditorNode, row: HTMLElement, entry: SavedConfig): () => SavedConfig {
  const kinds = ROUTE_KINDS.map((value) => ({ value, label: node._(`kind.${value}`) }));
  const name = textField(node._('route.name'), String(entry['name'] ?? ''));
  const kind = select(
    node._('route.kind'),
    kinds,
    kinds.find(({ value }) => value === entry['kind'])?.value ?? 'words',
  );
  const words = textField('', withCommas(entry['words']));
  const phrases = textField(node._('route.phrases'), withCommas(entry['phrases']));
  const pattern = textField(node._('route.pattern'), String(entry['pattern'] ?? ''), {
    class: 'nurture-code',
    spellcheck: 'false',
  });
  const number = numberField(node._('route.number'), Number(entry['number'] ?? 1), {
    step: '1',
    class: 'nurture-number',
  });
  const show = (): void => {
    const label = node._(kind.value === 'menu' ? 'route.option' : 'route.words');
    words.placeholder = label;
    words.setAttribute('aria-label', label);
    words.hidden = kind.value !== 'words' && kind.value !== 'menu';
    phrases.hidden = kind.value !== 'contains';
    pattern.hidden = kind.value !== 'pattern';
    number.hidden = kind.value !== 'menu';
  };
  kind.addEventListener('change', show);
  show();
  row.append(name, kind, number, words, phrases, pattern);
  return () => {
    const is = chosen(kind, kinds, 'words');
    const route = { name: name.value.trim(), kind: is };
    switch (is) {
      case 'words':
        return { ...route, words: fromCommas(words.value) };
      case 'contains':
        return { ...route, phrases: fromCommas(phrases.value) };
      case 'menu':
        return { ...route, number: Number(number.value), words: fromCommas(words.value) };
      case 'pattern':
        return { ...route, pattern: pattern.value };
      default:
        return route;
    }
  };
}

/** What was asked last, so that an answer that comes late does not show. */
let asked = 0;

/** Says where a typed reply would go. The server knows: it runs the code that decides when a real one comes. */
function tryReply(): void {
  const text = String($('#nurture-try').val() ?? '').trim();
  const question = ++asked;
  const show = (words: string): void => {
    if (question === asked) $('#nurture-tried').text(words);
  };
  if (text === '') {
    show('');
    return;
  }
  const store = String($('#node-input-store').val() ?? '');
  const command: TryCommand = { text, router: { store, routes: routes.entries() } };
  tell<TriedReply>('replies/try', command).then(
    ({ goes, why, value, understood = '' }) =>
      show(
        `${goes === null ? '' : `→ ${goes}: `}${why}${value === undefined ? '' : ` (${JSON.stringify(value)})`} ${understood}`.trim(),
      ),
    (error: unknown) => show(error instanceof Error ? error.message : String(error)),
  );
}

function saved(node: EditorNode): readonly SavedConfig[] {
  const list = node['routes'];
  return Array.isArray(list) ? list.filter(isSaved) : [];
}
