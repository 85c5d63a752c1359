/**
 * Joins example flows into one flow file. Each example stands alone, with a lead store and an SMS account of its own;
 * together they have to share them: one brand, one list of leads.
 */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

/** A config node that another one stands for, when both say the same here. */
const SHARED = {
  // Stores first: accounts are compared by their store.
  'nurture-lead-store': (node) => node.path ?? 'leads',
  'nurture-sms-account': (node) => `${node.store} ${node.sender}`,
};

/**
 * The nodes of all files in their order. A lead store of the same path, and an SMS account of the same store and sender,
 * is there once; the first one counts. So is a node that two files have in common. Where the same id means something
 * else, it becomes a new one, the same in every run.
 */
export function mergeFlows(files) {
  const merged = new Map();
  for (const { name, flow } of files) {
    let nodes = flow;
    for (const type of Object.keys(SHARED)) {
      nodes = shareThoseOf(type, nodes, merged);
      nodes = withIds(
        nodes,
        clashing(
          nodes.filter((node) => node.type === type),
          merged,
          name,
        ),
      );
    }
    nodes = withIds(nodes, clashing(nodes, merged, name));
    for (const node of nodes) merged.set(node.id, node);
  }
  return [...merged.values()];
}

/** The nodes without the config nodes of this type that `merged` has already, and with its ids for them. */
function shareThoseOf(type, nodes, merged) {
  const keyOf = SHARED[type];
  const there = new Map(
    [...merged.values()].filter((node) => node.type === type).map((node) => [keyOf(node), node.id]),
  );
  const isThere = (node) => node.type === type && there.has(keyOf(node));
  const ids = new Map(nodes.filter(isThere).map((node) => [node.id, there.get(keyOf(node))]));
  return withIds(
    nodes.filter((node) => !isThere(node)),
    ids,
  );
}

/**
 * Old id → new id, for the nodes whose id is taken. When all of them are exactly what is there already, they may stay;
 * when one is not, none may, as they would end up half in one flow and half in the other.
 */
function clashing(nodes, merged, fileName) {
  const taken = nodes.filter(({ id }) => merged.has(id));
  if (taken.every((node) => isDeepStrictEqual(merged.get(node.id), node))) return new Map();
  const idFrom = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);
  return new Map(taken.map(({ id }) => [id, idFrom(`${fileName} ${id}`)]));
}

/** The nodes with other ids, also wherever they name each other (wires, z, g, links, scope, store …). */
function withIds(nodes, ids) {
  if (ids.size === 0) return nodes;
  const replace = (value) => {
    if (typeof value === 'string') return ids.get(value) ?? value;
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner)]));
  };
  return nodes.map(replace);
}
