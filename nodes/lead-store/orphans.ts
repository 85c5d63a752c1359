import type { NodeAPI } from 'node-red';
import type { Engine } from '../../src/engine';
import type { OrphansView } from '../shared/admin-types';

/** The waits whose node is deleted or disabled, with the name of the node as far as it still stands in a flow. */
export async function orphans(RED: NodeAPI, engine: Engine): Promise<OrphansView[]> {
  const kept = await engine.waits.orphans();
  if (kept.size === 0) return [];
  const names = new Map<string, string>();
  RED.nodes.eachNode(({ id, name, type }) => {
    if (kept.has(id)) names.set(id, name || type.replace('nurture-', '').replaceAll('-', ' '));
  });
  return [...kept].map(([node, { count, next }]) => ({ node, nodeName: names.get(node) ?? '', count, next }));
}
