import { isJsonObject, type JsonObject } from '../json';
import type { NodeId } from '../leads/enrollment';
import type { LeadId } from '../leads/lead';
import type { LeadRecord } from '../leads/record';
import type { EditAnswer, WaitPlan } from '../leads/wait';
import type { ContactRules } from '../permission/verdict';
import type { LeadStore, WaitsAtNode } from '../store/contract';
import type { Draft } from '../store/draft';
import { othersTurn } from '../turns';
import { completeFinished } from './completion';
import type { Decisions } from './decisions';
import {
  beginWait,
  endTrueConditions,
  followLead,
  planKey,
  replan,
  type Begun,
  type Waiting,
} from './wait-plans';
import { adoptOrphans } from './waits';

/** So many leads are changed together; see the scheduler. */
const LOT = 100;
/** Which plan each node had when it was last deployed. */
const SETTING = 'wait_plans';

/** A wait-until node as it is deployed. */
export interface WaitNode {
  readonly plan: WaitPlan;
  readonly onEdit: EditAnswer;
}

/** The wait-until nodes that are deployed, and what becomes of waits when a node is edited, goes or comes back. */
export class WaitNodes {
  readonly #nodes = new Map<NodeId, WaitNode>();

  constructor(
    private readonly store: LeadStore,
    private readonly decisions: Decisions,
    private readonly rules: ContactRules,
    private readonly isHere: (node: NodeId) => boolean,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** From now on the node is set like this. Returns what ends that. */
  add(node: NodeId, settings: WaitNode): () => void {
    this.#nodes.set(node, settings);
    return () => {
      if (this.#nodes.get(node) === settings) this.#nodes.delete(node);
    };
  }

  /** Lets a message wait; resolves when that is on disk. */
  begin(lead: LeadId, waiting: Waiting): Promise<Begun> {
    return this.decisions.run({ id: lead }, (draft) => beginWait(draft, waiting, this.rules));
  }

  /** For every decision that changed what is known of a lead. */
  follow(draft: Draft, before: LeadRecord | undefined): void {
    followLead(draft, before, this.isHere, this.rules);
  }

  /** After a start or a deploy: takes back the waits of nodes that are here again, and follows nodes that were edited. */
  async start(): Promise<void> {
    await this.#inLots(await this.store.orphanedLeads(), (draft) => {
      endTrueConditions(draft, adoptOrphans(draft, this.isHere), this.rules);
    });
    const saved = await this.store.setting(SETTING);
    const known: JsonObject = isJsonObject(saved) ? saved : {};
    const waiting = await this.store.waitsByNode();
    const plans: JsonObject = {};
    // A node that is gone, or is not deployed now, may come back edited.
    for (const [node, plan] of Object.entries(known)) if (waiting.has(node)) plans[node] = plan;
    for (const [node, settings] of [...this.#nodes]) {
      const key = planKey(settings.plan);
      if (waiting.has(node) && known[node] !== undefined && known[node] !== key) await this.#replan(node);
      plans[node] = key;
    }
    if (JSON.stringify(plans) !== JSON.stringify(known)) await this.store.putSetting(SETTING, plans);
  }

  /** Waits whose node is gone or disabled, by node. They are kept, and nothing goes on from them until it is back. */
  async orphans(): Promise<Map<NodeId, WaitsAtNode>> {
    const waiting = await this.store.waitsByNode();
    return new Map([...waiting].filter(([node]) => !this.isHere(node)));
  }

  /**
   * A person ends all waits of a node that is not here: nothing goes on from them. Resolves with how many there were;
   * undefined when the node is here, whose waits end by themselves.
   */
  async drop(node: NodeId): Promise<number | undefined> {
    if (this.isHere(node)) return undefined;
    let dropped = 0;
    await this.#inLots(await this.store.leadsWaitingAt(node), (draft) => {
      dropped += dropWaits(draft, node);
    });
    return dropped;
  }

  async #replan(node: NodeId): Promise<void> {
    await this.#inLots(await this.store.leadsWaitingAt(node), (draft) => {
      const settings = this.#nodes.get(node);
      if (settings) replan(draft, node, settings, this.rules);
    });
  }

  /** A bad record holds up its own lead only. */
  async #inLots(leads: readonly LeadId[], decide: (draft: Draft) => void): Promise<void> {
    for (let at = 0; at < leads.length; at += LOT) {
      await Promise.all(
        leads.slice(at, at + LOT).map((id) => this.decisions.run({ id }, decide).catch(this.failed)),
      );
      // What changes nobody waits for no disk.
      await othersTurn();
    }
  }
}

/** Ends the waits of a node without a handover, and what is finished by that. */
function dropWaits(draft: Draft, node: NodeId): number {
  const waits = (draft.record?.waits ?? []).filter((wait) => wait.node === node);
  for (const { id } of waits) {
    draft.add({ kind: 'wait_ended', id });
    draft.add({ kind: 'note', note: { kind: 'wait_dropped', at: draft.now, node, reason: 'by_hand' } });
  }
  if (waits.length > 0) completeFinished(draft, ({ kept }) => kept === true);
  return waits.length;
}
