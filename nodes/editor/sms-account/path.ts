import { pathFrom } from '../../sms-account/addresses';
import { DEFAULTS } from '../../sms-account/config';
import { CONFIG_INPUT, field } from '../dialog';

/**
 * The path is made from the name until the account is saved with Twilio, or somebody writes a path: from then on Twilio
 * may know the address, and it stays.
 */
export function followName(node: EditorNode): void {
  const isKnown = RED.nodes.node(node.id) !== null && node['gateway'] === 'twilio';
  if (isKnown || (node['path'] ?? DEFAULTS.path) !== DEFAULTS.path) return;
  const path = field('path', CONFIG_INPUT);
  const name = field('name', CONFIG_INPUT);
  let own = false;
  path.on('input', () => (own = true));
  const update = (): void => {
    if (own) return;
    path.val(freePath(node, pathFrom(String(name.val() ?? '')) || DEFAULTS.path));
    path.trigger('change');
  };
  name.on('input', update);
  update();
}

function freePath(node: EditorNode, wanted: string): string {
  const taken = new Set<unknown>();
  RED.nodes.eachConfig((other) => {
    if (other.type === node.type && other.id !== node.id) taken.add(other['path'] ?? DEFAULTS.path);
  });
  let path = wanted;
  for (let nth = 2; taken.has(path); nth++) path = `${wanted}-${nth}`;
  return path;
}
