import type { Node, NodeStatus } from 'node-red';
import { realClock } from '../../src/clock';

/** A status reaches every open editor, and a busy flow must not flood them: not more often than this, ms. */
const AT_MOST_EVERY_MS = 250;

interface Shown {
  text: string;
  at: number;
  /** What is shown when the time has come; undefined when nothing is waiting. */
  next: NodeStatus | undefined;
  cancel: () => void;
}

const shownBy = new WeakMap<Node, Shown>();

/** Shows a status at a node, unless it shows it already. Of several in a moment the last one is shown. */
export function showStatus(node: Node, status: NodeStatus): void {
  const now = realClock.now();
  const shown = shownBy.get(node);
  if (!shown) {
    shownBy.set(node, { text: JSON.stringify(status), at: now, next: undefined, cancel: () => undefined });
    node.status(status);
    return;
  }
  if (!shown.next && Math.abs(now - shown.at) >= AT_MOST_EVERY_MS) return showNow(node, shown, status);
  if (!shown.next) {
    shown.cancel = realClock.wakeAt(now + AT_MOST_EVERY_MS, () => {
      const { next } = shown;
      shown.next = undefined;
      if (next) showNow(node, shown, next);
    });
  }
  shown.next = status;
}

/** Shows an error at once. */
export function showProblem(node: Node, text: string, shape: 'dot' | 'ring' = 'dot'): void {
  forgetStatus(node);
  const status: NodeStatus = { fill: 'red', shape, text };
  shownBy.set(node, {
    text: JSON.stringify(status),
    at: realClock.now(),
    next: undefined,
    cancel: () => undefined,
  });
  node.status(status);
}

/** Call when the node ends: nothing is shown for it any more. */
export function forgetStatus(node: Node): void {
  shownBy.get(node)?.cancel();
  shownBy.delete(node);
}

function showNow(node: Node, shown: Shown, status: NodeStatus): void {
  const text = JSON.stringify(status);
  if (text === shown.text) return;
  shown.text = text;
  shown.at = realClock.now();
  node.status(status);
}

/** A reason as people read it: `no_consent` is "no consent". */
export function inWords(reason: string): string {
  return reason.replaceAll('_', ' ');
}
