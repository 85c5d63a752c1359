import type { Node, NodeAPI } from 'node-red';
import { Wires, type FlowPart } from '../shared/crossings/wires';
import { crossingInWords } from '../shared/crossings/words';

/** The wires of the flows as they are deployed. */
export function wiresOf(RED: NodeAPI): Wires {
  const parts: FlowPart[] = [];
  RED.nodes.eachNode((part) => parts.push({ ...part }));
  return new Wires(parts);
}

/**
 * Warns at every node that the leads of another lead store reach along the wires, as the editor does before a deploy: flows
 * also come from files and from the admin API. A node in a subflow has no place of its own, so `otherwise` warns for it.
 */
export function warnOfCrossings(RED: NodeAPI, otherwise: Node): void {
  const wires = wiresOf(RED);
  const arrivals = wires.arrivals();
  for (const part of wires.ours) {
    const sentence = crossingInWords(wires, arrivals, part, wires.storeOf(part));
    if (sentence === undefined) continue;
    const node: Node | null | undefined = RED.nodes.getNode(part.id);
    (node ?? otherwise).warn(sentence);
  }
}
