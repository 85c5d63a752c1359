import type { Node } from 'node-red';
import { isJsonObject } from '../../../src/json';
import { isOurs, nameOf, type FlowPart, type Wires } from '../crossings/wires';
import { NodeProblem, type Message } from '../handlers';
import type { StoreHouse } from '../house';

/**
 * A ring of wires in which nothing waits would go round for ever, thousands of times a second. So a message counts the
 * steps it has gone through since it last waited. The count stands twice, because a function may put a message together
 * anew, and keeps the enrollment then.
 */
const COUNT = '_nurtureSteps';
const MOST = 1_000;

/** Call at every step. @throws NodeProblem that names the ring when the message has gone through too many */
export function countStep(node: Node, house: StoreHouse, msg: Message): void {
  const enrollment = isJsonObject(msg['enrollment']) ? msg['enrollment'] : undefined;
  const steps = Math.max(numberIn(msg[COUNT]), numberIn(enrollment?.['steps'])) + 1;
  if (steps > MOST) {
    throw new NodeProblem(
      `The message went through ${MOST} steps without a wait, and was stopped: ${ringInWords(house.wires(), node)} Put a wait until into the ring, or take a wire away.`,
      'ring of wires',
    );
  }
  msg[COUNT] = steps;
  if (enrollment) msg['enrollment'] = { ...enrollment, steps };
}

/** The message as it begins anew after a wait. */
export function withoutCount(msg: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { [COUNT]: _count, ...rest } = msg;
  if (!isJsonObject(rest['enrollment'])) return rest;
  const { steps: _steps, ...enrollment } = rest['enrollment'];
  return { ...rest, enrollment };
}

function numberIn(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function ringInWords(wires: Wires, { id }: Node): string {
  const ring = ringAt(wires, id);
  if (ring.length === 0) return 'its way leads back to where it was.';
  const [first] = ring;
  return `the wires make a ring, ${[...ring, first].map((part) => part && `"${nameOf(part)}"`).join(' → ')}.`;
}

/** The nodes of ours in the shortest ring through this node, from there on. */
function ringAt(wires: Wires, id: string): readonly FlowPart[] {
  const start = wires.part(id);
  if (!start) return [];
  const ways: (readonly FlowPart[])[] = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = way.at(-1);
    for (const next of last ? wires.reachedFrom(last) : []) {
      const part = wires.part(next);
      if (next === id) return way;
      if (!part || !isOurs(part) || seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, part]);
    }
  }
  return [];
}
