import type { Behavior, E164, LeadId } from '../../src/leads/lead';
import type { Message, MessageState } from '../../src/leads/message';
import type { Wait } from '../../src/leads/wait';
import type { Change } from '../../src/store/changes';
import type { LeadStore, Who } from '../../src/store/contract';

/** Tuesday 2026-03-10, 12:00 UTC. */
export const NOON = Date.UTC(2026, 2, 10, 12);

/** A number that nobody has (NANP 555-01xx, extended for tests that need many). */
export function phone(number: number): E164 {
  return `+1305${String(5_550_100 + number).padStart(7, '0')}` as E164;
}

export function leadId(number: number): LeadId {
  return `lead_${String(number).padStart(6, '0')}`;
}

export function created(number: number, createdAt = NOON): Change {
  return {
    kind: 'lead_created',
    lead: { id: leadId(number), phone: phone(number), fields: {}, tags: [], stage: 'fresh', createdAt },
  };
}

export function behavior(id: string, at = NOON, properties: Behavior['properties'] = {}): Change {
  return { kind: 'behavior', behavior: { id, name: 'page_viewed', at, properties, source: 'webhook' } };
}

export function parked(id: string, due: number | null, more: Partial<Wait> = {}): Change {
  const wait: Wait = { id, kind: 'wait', node: 'node-1', since: NOON, due, awaits: [], msg: {}, ...more };
  return { kind: 'parked', wait };
}

export function planned(id: string): Change {
  const message: Message = {
    id,
    step: `step-${id}`,
    node: 'node-1',
    account: 'account-1',
    to: phone(1),
    text: 'Hello',
    segments: 1,
    purpose: 'marketing',
    plannedAt: NOON,
    verdict: { at: NOON, gates: [], answer: 'allow' },
    life: { state: 'planned' },
  };
  return { kind: 'message_planned', message };
}

export function moved(id: string, to: MessageState): Change {
  return { kind: 'message_moved', id, to };
}

/** Makes the changes and answers `result` once they are on disk. */
export function make<R = void>(
  store: LeadStore,
  who: Who,
  changes: readonly Change[],
  result?: R,
): Promise<R> {
  return store.change(who, () => ({ changes, result: result as R }));
}

/** Creates the lead with this number, and lets `more` happen to her. */
export function create(store: LeadStore, number: number, ...more: Change[]): Promise<void> {
  return make(store, { phone: phone(number) }, [created(number), ...more]);
}

/** Hands something over to a node and answers the number it was given. */
export function handOver(store: LeadStore, number: number): Promise<number> {
  return store.change({ id: leadId(number) }, ({ nextSeq }) => {
    const seq = nextSeq();
    const handover = {
      seq,
      node: 'node-1',
      at: NOON,
      event: { kind: 'reply', reply: `reply-${seq}` },
    } as const;
    return { changes: [{ kind: 'handed_over', handover }], result: seq };
  });
}
