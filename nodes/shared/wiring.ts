import type { Node, NodeAPI } from 'node-red';
import type { NodeId } from '../../src/leads/enrollment';

/** Core nodes that give each message on at once, in the order in which it came. */
const AT_ONCE: ReadonlySet<string> = new Set([
  'change',
  'csv',
  'debug',
  'html',
  'json',
  'junction',
  'link in',
  'link out',
  'range',
  'rbe',
  'switch',
  'template',
  'xml',
  'yaml',
]);
/** Core nodes that make one message of several, or hold messages and may give on another than came. */
const MERGING: ReadonlySet<string> = new Set(['join', 'batch', 'delay', 'sort', 'trigger']);
/** What runs steps; a lead trigger that is wired in records a behavior, and the way ends there. */
const STEPS: ReadonlySet<string> = new Set([
  'nurture-behavior-segmenter',
  'nurture-lead-update',
  'nurture-opt-out-guard',
  'nurture-reply-router',
  'nurture-sms-send',
  'nurture-wait-until',
]);
const WAIT = 'nurture-wait-until';
/** Flows have ends; this one is only for a ring of hundreds of nodes. */
const FARTHEST = 500;

type Wired = Node & { readonly wires?: readonly (readonly NodeId[])[] };

/**
 * The next nodes of ours that a message may come to from this output through other nodes that may hold it; a set for each
 * wire, of which the message comes to one. Nothing for wires that lead there straight, or nowhere.
 */
export function nodesAhead(RED: NodeAPI, from: Node, output: number): ReadonlySet<NodeId>[] {
  return (wiresOf(from)[output] ?? []).flatMap((wire) => aheadBy(RED, wire, false, new Set()));
}

function aheadBy(RED: NodeAPI, id: NodeId, held: boolean, passed: Set<NodeId>): ReadonlySet<NodeId>[] {
  const node: Wired | null | undefined = RED.nodes.getNode(id);
  if (!node || passed.has(id) || passed.size > FARTHEST) return [];
  if (isOurs(node)) return held && STEPS.has(node.type) ? [new Set([id])] : [];
  passed.add(id);
  const isHeld = held || !passesAtOnce(node);
  const outputs = wiresOf(node)
    .filter((wires) => wires.length > 0)
    .map((wires) => wires.flatMap((wire) => aheadBy(RED, wire, isHeld, passed)));
  const [only, ...others] = outputs.filter((sets) => sets.length > 0);
  if (only === undefined) return [];
  // By which of its outputs the message leaves is not known.
  return others.length === 0 ? only : [new Set([only, ...others].flat().flatMap((set) => [...set]))];
}

/** The types of the nodes behind this one that merge or hold messages on their way to the next of our nodes. */
export function mergingBehind(RED: NodeAPI, from: Node): ReadonlySet<string> {
  const found = new Set<string>();
  const passed = new Set<NodeId>();
  const look = (id: NodeId, types: readonly string[]): void => {
    const node: Wired | null | undefined = RED.nodes.getNode(id);
    if (!node || passed.has(id) || passed.size > FARTHEST) return;
    if (isOurs(node)) {
      if (STEPS.has(node.type)) for (const type of types) found.add(type);
      return;
    }
    passed.add(id);
    const next = MERGING.has(node.type) ? [...types, node.type] : types;
    for (const wire of wiresOf(node).flat()) look(wire, next);
  };
  for (const wire of wiresOf(from).flat()) look(wire, []);
  return found;
}

/** True when wires lead from the outputs of one node to another without a wait between them. */
export function leadsStraight(RED: NodeAPI, from: NodeId, to: NodeId): boolean {
  const passed = new Set<NodeId>();
  const leads = (id: NodeId): boolean => {
    if (id === to) return true;
    const node: Wired | null | undefined = RED.nodes.getNode(id);
    if (!node || passed.has(id) || passed.size > FARTHEST || node.type === WAIT) return false;
    passed.add(id);
    return wiresOf(node).flat().some(leads);
  };
  const start: Wired | null | undefined = RED.nodes.getNode(from);
  return start ? wiresOf(start).flat().some(leads) : false;
}

function passesAtOnce({ type }: Node): boolean {
  return AT_ONCE.has(type) || type.startsWith('subflow:');
}

function isOurs({ type }: Node): boolean {
  return type.startsWith('nurture-');
}

function wiresOf(node: Wired): readonly (readonly NodeId[])[] {
  return node.wires ?? [];
}
