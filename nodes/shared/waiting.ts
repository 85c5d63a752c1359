import type { Node, NodeAPI } from 'node-red';
import { onClose } from './handlers';
import { houseOf } from './house';
import { showStatus } from './status';

/** Shows at a node that is set up how many messages it keeps waiting; `show` says how. */
export function showWaiting(
  RED: NodeAPI,
  node: Node,
  { store }: { readonly store: string },
  show: (count: number) => void = (count) => showCount(node, count),
): void {
  try {
    onClose(node, houseOf(RED, store).watchWaiting(node, show));
  } catch {
    // The node itself says that its store is missing.
  }
}

function showCount(node: Node, count: number): void {
  showStatus(node, count === 0 ? {} : { fill: 'blue', shape: 'ring', text: `${count} waiting` });
}

/** "3 waiting, next Nov 25, 10:00", by the clock in `zone` (IANA); `next` in ms UTC. */
export function waitingWords(count: number, next: number | null, zone: string): string {
  const waiting = `${count} waiting`;
  if (next === null) return waiting;
  const time = {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  return `${waiting}, next ${new Intl.DateTimeFormat('en-US', { ...time, timeZone: zone }).format(next)}`;
}
