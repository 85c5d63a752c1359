import { nameOf, type Arrivals, type FlowPart, type Wires } from './wires';

const NONE: Arrivals = new Map();

/** That leads of another client reach a node that works for `store`, in a sentence; undefined when none do. */
export function crossingInWords(
  wires: Wires,
  arrivals: ReadonlyMap<string, Arrivals>,
  node: FlowPart,
  store: FlowPart | undefined,
): string | undefined {
  if (!store) return undefined;
  for (const [id, source] of arrivals.get(node.id) ?? NONE) {
    const [theirs, from] = [wires.part(id), wires.part(source)];
    if (id === store.id || !theirs || !from) continue;
    const [there, here] = namesOf(theirs, store);
    const isByAccount = 'account' in node;
    return `Leads of "${there}" come here from "${nameOf(from)}", but ${isByAccount ? 'the SMS account of this node' : 'this node'} is of "${here}", so they are refused. Choose ${isByAccount ? `an SMS account of "${there}"` : `the lead store "${there}"`} here, or take the wire away.`;
  }
  return undefined;
}

/** Two stores may have one name; their paths differ. */
function namesOf(...stores: readonly [FlowPart, FlowPart]): readonly [string, string] {
  const [one, other] = stores;
  if (nameOf(one) !== nameOf(other)) return [nameOf(one), nameOf(other)];
  return [withPath(one), withPath(other)];
}

function withPath(store: FlowPart): string {
  return `${nameOf(store)} (${String(store['path'])})`;
}
