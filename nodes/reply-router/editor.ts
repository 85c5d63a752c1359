import { chooseRoute } from '../../src/replies/routes';
import { readReply } from '../../src/replies/reading';
import {
  STORE_TYPE,
  beginDialog,
  dialogForm,
  field,
  formNow,
  preselectSole,
  showProblems,
  takeSole,
} from '../editor/dialog';
import { chosen, fromCommas, numberField, select, textField, withCommas } from '../editor/fields';
import type { EntryList } from '../editor/list';
import { outputList } from '../editor/output-list';
import { linkValidator, validator } from '../editor/problems';
import { isSaved, type SavedConfig } from '../shared/config';
import { MIGRATIONS, ROUTE_KINDS, readReplyRouter, routeOutputs } from './config';

let routes: EntryList<SavedConfig>;

export const replyRouter = {
  validate: validator(readReplyRouter),
  validateStore: linkValidator(readReplyRouter, 'lead store'),
  outputLabel: (node: EditorNode, index: number): string | undefined =>
    routeOutputs({ routes: saved(node).map(({ name }) => ({ name: String(name) })) })[index],
  added: (node: EditorNode): void => takeSole(node, 'store', STORE_TYPE),
  prepare,
  save: (node: EditorNode): void => void (node['routes'] = routes.entries()),
};

function prepare(node: EditorNode): void {
  beginDialog(node, MIGRATIONS);
  const form = dialogForm();
  preselectSole(node, 'store', STORE_TYPE);
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
  const words = textField(node._('route.words'), withCommas(entry['words']));
  const phrases = textField(node._('route.phrases'), withCommas(entry['phrases']));
  const number = numberField(node._('route.number'), Number(entry['number'] ?? 1), {
    step: '1',
    class: 'nurture-number',
  });
  const show = (): void => {
    words.hidden = kind.value !== 'words';
    phrases.hidden = kind.value !== 'contains';
    number.hidden = kind.value !== 'menu';
  };
  kind.addEventListener('change', show);
  show();
  row.append(name, kind, words, phrases, number);
  return () => {
    const is = chosen(kind, kinds, 'words');
    const route = { name: name.value.trim(), kind: is };
    if (is === 'words') return { ...route, words: fromCommas(words.value) };
    if (is === 'contains') return { ...route, phrases: fromCommas(phrases.value) };
    return is === 'menu' ? { ...route, number: Number(number.value) } : route;
  };
}

/** Says where a typed reply would go, by the same code that decides when it comes. */
function tryReply(): void {
  const text = String($('#nurture-try').val() ?? '').trim();
  const tried = $('#nurture-tried');
  const config = readReplyRouter({ store: 'any', routes: routes.entries() });
  if (text === '' || !config.ok) {
    tried.text('');
    return;
  }
  const reply = { text, reading: readReply(text), media: 0, unknownSender: false };
  const { output, why } = chooseRoute(reply, config.config.routes);
  tried.text(`→ ${routeOutputs(config.config)[output] ?? ''}: ${why}`);
}

function saved(node: EditorNode): readonly SavedConfig[] {
  const list = node['routes'];
  return Array.isArray(list) ? list.filter(isSaved) : [];
}
