import type { Node, NodeAPI, NodeDef } from 'node-red';
import { isSaved } from './config';
import { onClose } from './handlers';
import { houseOf } from './house';
import { showStatus } from './status';

/** Shows at the node how many messages it keeps waiting. */
export function showWaiting(RED: NodeAPI, node: Node, saved: NodeDef): void {
  const store = isSaved(saved) ? saved['store'] : undefined;
  if (typeof store !== 'string' || store === '') return;
  try {
    const stop = houseOf(RED, store).watchWaiting(node, (count) => {
      showStatus(node, count === 0 ? {} : { fill: 'blue', shape: 'ring', text: `${count} waiting` });
    });
    onClose(node, stop);
  } catch {
    // The node itself says that its store is missing.
  }
}
