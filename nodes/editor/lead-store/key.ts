import type { KeyView } from '../../shared/admin-types';
import { Refusal, ask, tell } from '../admin';
import { copy } from './webhook';

/** The webhook's key: shown once the store runs, with a button to copy it and one to make a new one. */
export function showKey(node: EditorNode, form: JQuery): void {
  const shown = form.find('#nurture-key');
  const tip = form.find('#nurture-key-tip');
  const buttons = form.find('#nurture-key-copy, #nurture-key-new');
  const renew = form.find('#nurture-key-new');
  const path = `stores/${encodeURIComponent(node.id)}/key`;

  const show = ({ key, own }: KeyView, words: string): void => {
    shown.val(key);
    buttons.prop('disabled', false);
    renew.prop('disabled', own);
    tip.text(node._(own ? 'key.own' : words));
  };
  const fail = (error: unknown): void => {
    // Until its first deploy the server does not know the store.
    const unknown = error instanceof Refusal && error.status === 404;
    tip.text(unknown ? node._('key.afterDeploy') : error instanceof Error ? error.message : String(error));
  };

  buttons.prop('disabled', true);
  ask<KeyView>(path).then((view) => show(view, 'key.made'), fail);
  form.find('#nurture-key-copy').on('click', () => copy(shown, node));
  renew.on('click', () => {
    if (!window.confirm(node._('key.sure'))) return;
    tell<KeyView>(path).then((view) => show(view, 'key.renewed'), fail);
  });
}
