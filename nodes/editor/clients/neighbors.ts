import { ACCOUNT_TYPE, STORE_TYPE } from '../config-types';
import type { Arrivals, Wires } from '../../shared/crossings/wires';

/**
 * Which lead store or SMS account a new node uses, until a person chooses one: that of the tab it is put on, and then that
 * of the nodes it is wired to.
 */

/** New nodes that follow, and what they were given; until somebody chooses something else, or deploys. */
const following = new Map<string, string>();

/** For `onadd`: gives a fresh node a store or an account. A node that is already there is left alone. */
export function takeUsual(node: EditorNode, property: string, type: string): void {
  if (node[property] || RED.nodes.node(node.id)) return;
  const used = usualConfig(type, node.z) ?? '';
  node[property] = used;
  following.set(node.id, used);
}

/** The one that a node on this tab would use, or a config node that is made there; undefined: none, or several. */
export function usualConfig(type: string, tab: string | undefined): string | undefined {
  const usable = usableOn(type, tab);
  const here = RED.nodes.filterNodes({ z: tab ?? RED.workspaces.active() });
  const onTab = new Set(here.flatMap((node) => usedBy(node) ?? []));
  const direct = usable.filter(({ id }) => onTab.has(id));
  if (direct.length === 1) return direct[0]?.id;
  const stores = new Set([...onTab].flatMap((id) => storeOf(id) ?? []));
  const fitting = usable.filter(({ id }) => stores.size === 0 || stores.has(storeOf(id) ?? ''));
  return fitting.length === 1 ? fitting[0]?.id : undefined;
}

/** Call when the flows are deployed: nodes that were new are no more. */
export function endFollowing(): void {
  following.clear();
}

/** Gives new nodes what those use to which they are wired. True when one has changed. */
export function followNeighbors(wires: Wires, arrivals: ReadonlyMap<string, Arrivals>): boolean {
  let changed = false;
  for (const [id, given] of following) {
    const node = RED.nodes.node(id);
    const property = node && propertyOf(node);
    if (!node || !property || (node[property] ?? '') !== given) {
      following.delete(id);
      continue;
    }
    const store = neighborStore(id, wires, arrivals);
    const used = store === undefined ? given : bestOf(property, store, given, node.z);
    if (used === given) continue;
    following.set(id, used);
    use(node, property, used);
    changed = true;
  }
  return changed;
}

/** The lead store of the nodes before it, or else of those behind it; undefined when they are of several. */
function neighborStore(
  id: string,
  wires: Wires,
  arrivals: ReadonlyMap<string, Arrivals>,
): string | undefined {
  const before = [...(arrivals.get(id)?.keys() ?? [])];
  if (before.length > 0) return before.length === 1 ? before[0] : undefined;
  const part = wires.part(id);
  const behind = part
    ? [...wires.reachedFrom(part)].flatMap((reached) => {
        const node = wires.part(reached);
        return (node && wires.storeOf(node)?.id) ?? [];
      })
    : [];
  const [only, ...more] = new Set(behind);
  return more.length === 0 ? only : undefined;
}

function bestOf(
  property: 'store' | 'account',
  store: string,
  given: string,
  tab: string | undefined,
): string {
  if (storeOf(given) === store) return given;
  if (property === 'store') return store;
  const accounts = usableOn(ACCOUNT_TYPE, tab).filter((account) => account['store'] === store);
  return accounts.length === 1 ? (accounts[0]?.id ?? '') : '';
}

function use(node: EditorNode, property: string, used: string): void {
  RED.nodes.updateConfigNodeUsers(node, { action: 'remove' });
  node[property] = used;
  RED.nodes.updateConfigNodeUsers(node, { action: 'add' });
  RED.events.emit('nodes:change', node);
  RED.editor.validateNode(node);
  node.dirty = true;
  RED.view.redraw();
}

function propertyOf(node: EditorNode): 'store' | 'account' | undefined {
  const { defaults } = node._def;
  if (defaults['store']?.type === STORE_TYPE) return 'store';
  return defaults['account']?.type === ACCOUNT_TYPE ? 'account' : undefined;
}

function usedBy(node: EditorNode): string | undefined {
  const property = propertyOf(node);
  const used = property && node[property];
  return typeof used === 'string' && used !== '' ? used : undefined;
}

/** The id of the lead store that a lead store or SMS account stands for. */
function storeOf(id: string): string | undefined {
  const config = RED.nodes.node(id);
  if (config?.type === STORE_TYPE) return id;
  return typeof config?.['store'] === 'string' ? config['store'] : undefined;
}

function usableOn(type: string, tab: string | undefined): EditorNode[] {
  const found: EditorNode[] = [];
  RED.nodes.eachConfig((config) => {
    if (config.type === type && !config.d && (!config.z || config.z === tab)) found.push(config);
  });
  return found;
}
