import type { Node, NodeAPI } from 'node-red';
import { mergingBehind } from '../shared/wiring';

/** Nodes that have said it since they were made: a node that is deployed anew says it again. */
const warned = new WeakSet<Node>();

/** Says at each node of ours behind which others merge or hold messages what that means after a crash or a deploy. */
export function warnOfMerging(RED: NodeAPI): void {
  RED.nodes.eachNode(({ id, type }) => {
    if (!type.startsWith('nurture-')) return;
    const node: Node | null | undefined = RED.nodes.getNode(id);
    if (!node || warned.has(node)) return;
    warned.add(node);
    const types = [...mergingBehind(RED, node)].sort();
    if (types.length > 0) node.warn(sentence(types));
  });
}

function sentence(types: readonly string[]): string {
  const nodes = `${types.join(' and ')} ${types.length === 1 ? 'node' : 'nodes'}`;
  return `Between this node and the next one of lead nurture, messages go through a ${nodes}. After a crash or a deploy what is behind may get a message twice, marked with msg.again, and one that is held there for more than ten minutes can be lost. For longer times use wait until.`;
}
