import { CONFIG_INPUT, field } from '../dialog';

/** The address where behaviors arrive, ready to copy; it follows the path while that is typed. */
export function showWebhook(node: EditorNode, form: JQuery): void {
  const shown = form.find('#nurture-webhook');
  const path = field('path', CONFIG_INPUT);
  const update = (): void =>
    void shown.val(webhookAddress(location, httpRoot(), String(path.val() ?? '').trim()));
  path.on('input change', update);
  update();
  form.find('#nurture-webhook-copy').on('click', () => copy(shown, node));
}

export function copy(shown: JQuery, node: EditorNode): void {
  RED.clipboard.copyText(String(shown.val() ?? ''), shown, node._('copied'));
}

/** False when Node-RED serves no HTTP nodes at all. */
export function httpRoot(): string | false {
  return RED.settings.httpNodeRoot ?? '/';
}

/** Where the editor is reached, the nodes are reached too, below their own root. */
export function webhookAddress(
  page: { readonly origin: string },
  root: string | false,
  path: string,
): string {
  if (root === false) return '';
  return `${page.origin}/${[root, 'nurture', path, 'behavior'].join('/').split('/').filter(Boolean).join('/')}`;
}
