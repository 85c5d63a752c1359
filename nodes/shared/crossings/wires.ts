import { isSaved, type SavedConfig } from '../config';

/**
 * Whose leads reach a node along the wires: of flows as they stand in a flow file, for the editor before a deploy and for
 * the runtime after it. Followed are wires, link nodes, subflows, junctions and core nodes of every kind. Our own nodes end
 * a way: what leaves them is of their own store.
 */

/** A node, tab or subflow of a flow file. */
export type FlowPart = SavedConfig & { readonly id: string; readonly type: string };

/** By the id of a lead store: the id of a node whose leads come from there. */
export type Arrivals = ReadonlyMap<string, string>;

/** What a message has gone into and leaves again: instances of subflows and link calls, the innermost last. */
type Inside = readonly FlowPart[];

/** One that calls itself through link nodes would go deeper for ever. */
const DEEPEST = 12;

export class Wires {
  readonly #parts = new Map<string, FlowPart>();
  readonly #instances = new Map<string, FlowPart[]>();
  readonly #calls: FlowPart[] = [];

  constructor(parts: Iterable<FlowPart>) {
    for (const part of parts) {
      this.#parts.set(part.id, part);
      const subflow = subflowOf(part);
      if (subflow !== undefined)
        this.#instances.set(subflow, [...(this.#instances.get(subflow) ?? []), part]);
      if (part.type === 'link call') this.#calls.push(part);
    }
  }

  part(id: string): FlowPart | undefined {
    return this.#parts.get(id);
  }

  /** The nodes of ours on all canvases. */
  get ours(): readonly FlowPart[] {
    return [...this.#parts.values()].filter(isOurs);
  }

  /** The lead store that one of our nodes works for, by itself or by its SMS account; undefined for other nodes. */
  storeOf(node: FlowPart): FlowPart | undefined {
    if (!isOurs(node)) return undefined;
    const { account } = node;
    const owner = typeof account === 'string' ? this.#parts.get(account) : node;
    const store = owner?.['store'];
    const part = typeof store === 'string' ? this.#parts.get(store) : undefined;
    return part?.type === 'nurture-lead-store' ? part : undefined;
  }

  /** For each node that leads of some store reach: which stores, and from where. */
  arrivals(): ReadonlyMap<string, Arrivals> {
    const all = new Map<string, Map<string, string>>();
    for (const node of this.#parts.values()) {
      const store = this.storeOf(node);
      if (!store || !this.#isEnabled(node)) continue;
      for (const reached of this.reachedFrom(node)) {
        const known = all.get(reached) ?? new Map<string, string>();
        all.set(reached, known);
        if (!known.has(store.id)) known.set(store.id, node.id);
      }
    }
    return all;
  }

  /** The ids of the nodes that a message reaches which leaves this one. */
  reachedFrom(from: FlowPart): ReadonlySet<string> {
    const reached = new Set<string>();
    const seen = new Set<string>();
    const todo = [...this.#behind(from, [])];
    for (let next = todo.pop(); next; next = todo.pop()) {
      const { node, inside } = next;
      const place = [node.id, ...inside.map(({ id }) => id)].join(' ');
      if (seen.has(place) || inside.length > DEEPEST || !this.#isEnabled(node)) continue;
      seen.add(place);
      reached.add(node.id);
      if (!isOurs(node) && !forgetsTheLead(node)) todo.push(...this.#through(node, inside));
    }
    return reached;
  }

  /** Where a message goes that has come to this node. */
  #through(node: FlowPart, inside: Inside): Place[] {
    const subflow = subflowOf(node);
    if (subflow !== undefined) return this.#into(node, subflow, inside);
    if (node.type === 'link out' && node['mode'] === 'return') return this.#backFrom(node, inside);
    const isCall = node.type === 'link call';
    // Which link a dynamic call goes to is known when it happens; that the message comes back is known now.
    if (isCall && node['linkType'] === 'dynamic') return this.#behind(node, inside);
    if (isCall || node.type === 'link out') {
      return this.#places(idsIn(node['links']), isCall ? [...inside, node] : inside);
    }
    return this.#behind(node, inside);
  }

  /** Where a message goes that leaves this node by its wires. */
  #behind(node: FlowPart, inside: Inside): Place[] {
    return listsIn(node['wires']).flatMap((wire, output) => [
      ...this.#places(idsIn(wire), inside),
      ...this.#outOf(node, output, inside),
    ]);
  }

  #into(instance: FlowPart, subflow: string, inside: Inside): Place[] {
    const template = this.#parts.get(subflow);
    if (!template) return [];
    const first = portsOf(template, 'in').flatMap((port) => port.map(({ id }) => id));
    return [
      ...this.#places(first, [...inside, instance]),
      // A subflow may lead its input right to an output.
      ...portsOf(template, 'out').flatMap((port, output) =>
        port.some(({ id }) => id === subflow) ? this.#behindOutput(instance, output, inside) : [],
      ),
    ];
  }

  /** Where a message goes that leaves a subflow from this output of a node in it. */
  #outOf(node: FlowPart, output: number, inside: Inside): Place[] {
    const template = typeof node['z'] === 'string' ? this.#parts.get(node['z']) : undefined;
    if (template?.type !== 'subflow') return [];
    const came = inside.at(-1);
    const isKnown = came !== undefined && subflowOf(came) === template.id;
    const others = (this.#instances.get(template.id) ?? []).filter((one) => this.#isEnabled(one));
    const instances = isKnown ? [came] : others;
    return portsOf(template, 'out').flatMap((port, index) =>
      port.some((from) => from.id === node.id && from.port === output)
        ? instances.flatMap((instance) =>
            this.#behindOutput(instance, index, isKnown ? inside.slice(0, -1) : []),
          )
        : [],
    );
  }

  #behindOutput(instance: FlowPart, output: number, inside: Inside): Place[] {
    return [
      ...this.#places(idsIn(listsIn(instance['wires'])[output]), inside),
      ...this.#outOf(instance, output, inside),
    ];
  }

  /** A link out node that returns: to the call that the message came by, or to any that may have called. */
  #backFrom(node: FlowPart, inside: Inside): Place[] {
    const call = inside.at(-1);
    if (call?.type === 'link call') return this.#behind(call, inside.slice(0, -1));
    return this.#calls
      .filter((one) => one['linkType'] !== 'dynamic' && this.#calledBy(one).has(node.id))
      .flatMap((one) => this.#behind(one, []));
  }

  readonly #called = new Map<string, ReadonlySet<string>>();

  /** What a message reaches between a link call and its return, without a look at stores. */
  #calledBy(call: FlowPart): ReadonlySet<string> {
    const known = this.#called.get(call.id);
    if (known) return known;
    const reached = new Set<string>();
    const todo = idsIn(call['links']);
    for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
      const node = this.#parts.get(id);
      if (!node || reached.has(id)) continue;
      reached.add(id);
      const isReturn = node.type === 'link out' && node['mode'] === 'return';
      todo.push(...listsIn(node['wires']).flatMap(idsIn), ...(isReturn ? [] : idsIn(node['links'])));
    }
    this.#called.set(call.id, reached);
    return reached;
  }

  #places(ids: readonly string[], inside: Inside): Place[] {
    return ids.flatMap((id) => {
      const node = this.#parts.get(id);
      return node ? [{ node, inside }] : [];
    });
  }

  #isEnabled(node: FlowPart): boolean {
    const tab = typeof node['z'] === 'string' ? this.#parts.get(node['z']) : undefined;
    return node['d'] !== true && tab?.['disabled'] !== true;
  }
}

interface Place {
  readonly node: FlowPart;
  readonly inside: Inside;
}

/** A node of ours that stands on a canvas; config nodes have no wires. */
export function isOurs({ type, wires }: FlowPart): boolean {
  return type.startsWith('nurture-') && Array.isArray(wires);
}

function subflowOf({ type }: FlowPart): string | undefined {
  return type.startsWith('subflow:') ? type.slice('subflow:'.length) : undefined;
}

/** Behind such a node the message is about nobody of ours any more, and a number in it is one of the next node's store. */
function forgetsTheLead(node: FlowPart): boolean {
  if (node.type === 'change') {
    const deleted = listsOf(node['rules']).flatMap(({ t, p, pt }) =>
      t === 'delete' && pt !== 'flow' ? [p] : [],
    );
    return deleted.includes('lead') && deleted.includes('enrollment');
  }
  const { func } = node;
  if (node.type !== 'function' || typeof func !== 'string') return false;
  return /delete\s+msg\.lead\b/.test(func) && /delete\s+msg\.enrollment\b/.test(func);
}

/** The ends of the wires at the inputs or outputs of a subflow. */
function portsOf(template: FlowPart, side: 'in' | 'out'): { readonly id: string; readonly port: number }[][] {
  return listsOf(template[side]).map(({ wires }) =>
    listsOf(wires).flatMap(({ id, port }) =>
      typeof id === 'string' ? [{ id, port: typeof port === 'number' ? port : 0 }] : [],
    ),
  );
}

function listsIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function listsOf(value: unknown): readonly SavedConfig[] {
  return listsIn(value).filter(isSaved);
}

function idsIn(value: unknown): string[] {
  return listsIn(value).filter((id) => typeof id === 'string');
}

/** What people read on the canvas. */
export function nameOf({ id, type, name, path }: FlowPart): string {
  if (typeof name === 'string' && name !== '') return name;
  if (type === 'nurture-lead-store') return typeof path === 'string' ? path : id;
  return type.replace('nurture-', '').replaceAll('-', ' ');
}
