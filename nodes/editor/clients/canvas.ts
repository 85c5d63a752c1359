import { STORE_TYPE } from '../config-types';
import { Wires, type Arrivals, type FlowPart } from '../../shared/crossings/wires';
import { crossingInWords } from '../../shared/crossings/words';
import { followNeighbors } from './neighbors';

/**
 * Which leads reach which node, as the wires on the canvas are now. Where several clients live in one Node-RED, a node that
 * leads of another client reach is marked before it is deployed.
 */

/** A drag or an import tells of many changes in a row, ms. */
const CALM_MS = 100;

const EVENTS = [
  ...['links:add', 'links:remove', 'nodes:add', 'nodes:remove', 'nodes:change', 'junctions:change'],
  ...['flows:add', 'flows:change', 'flows:remove', 'subflows:add', 'subflows:change', 'subflows:remove'],
  ...['workspace:clear', 'flows:loaded'],
];

let wires = new Wires([]);
let arrivals: ReadonlyMap<string, Arrivals> = new Map();
/** What was said at which node. */
let marked: ReadonlyMap<string, string> = new Map();
let calm: number | undefined;

/** Call once. From then on the nodes are marked again whenever wires, nodes or stores change. */
export function watchCanvas(): void {
  for (const event of EVENTS) {
    RED.events.on(event, () => {
      window.clearTimeout(calm);
      calm = window.setTimeout(look, CALM_MS);
    });
  }
}

/** That leads of another client reach the node if it used this lead store or SMS account; undefined when none do. */
export function crossingOf(node: EditorNode, used: EditorNode): string | undefined {
  if (arrivals.size === 0) return undefined;
  const store = used.type === STORE_TYPE ? used.id : used['store'];
  return crossingInWords(wires, arrivals, node, typeof store === 'string' ? wires.part(store) : undefined);
}

function look(): void {
  // With one client nothing can be crossed, and nobody pays for the look.
  const parts = countStores() > 1 ? RED.nodes.createCompleteNodeSet({ credentials: false }) : [];
  wires = new Wires(parts);
  arrivals = wires.arrivals();
  if (followNeighbors(wires, arrivals)) return;
  const before = marked;
  marked = new Map(wires.ours.flatMap(markOf));
  const changed = new Set([...before.keys(), ...marked.keys()]);
  for (const id of changed) if (before.get(id) !== marked.get(id)) showAgain(id);
}

function markOf(part: FlowPart): [string, string][] {
  const sentence = crossingInWords(wires, arrivals, part, wires.storeOf(part));
  return sentence === undefined ? [] : [[part.id, sentence]];
}

function showAgain(id: string): void {
  const node = RED.nodes.node(id);
  if (!node) return;
  RED.editor.validateNode(node);
  node.dirty = true;
  RED.view.redraw();
}

function countStores(): number {
  let count = 0;
  RED.nodes.eachConfig(({ type }) => {
    if (type === STORE_TYPE) count++;
  });
  return count;
}
