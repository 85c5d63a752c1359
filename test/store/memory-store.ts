import { createHash } from 'node:crypto';
import { isOpen } from '../../src/leads/message';
import type { Json } from '../../src/json';
import type { E164, LeadId } from '../../src/leads/lead';
import type { LeadRecord } from '../../src/leads/record';
import { nextDue as dueNext } from '../../src/leads/stillness';
import { applyChange } from '../../src/store/changes';
import { type LeadStore, StoreError, type Who } from '../../src/store/contract';

interface Kept {
  readonly record: LeadRecord;
  /** Rises with every change of the store. */
  readonly touched: number;
}

/** A lead store that keeps nothing: for tests of the rooms above, and the model that other stores are held against. */
export function openMemoryStore(): LeadStore {
  const leads = new Map<LeadId, Kept>();
  const byPhone = new Map<E164, LeadId>();
  const settings = new Map<string, Json>();
  const watchers = new Set<(at: number) => void>();
  /** Due times that were handed out and not acted upon: others come first. */
  const given = new Map<LeadId, number>();
  const suppressed = new Set<string>();
  let seq = 0;
  let settledUpTo = 0;
  let touches = 0;
  /** Whoever was due at this time or before was passed over by a question, ms UTC. */
  let passedOver = -Infinity;
  let closed = false;

  const idOf = (who: Who): LeadId | undefined => ('id' in who ? who.id : byPhone.get(who.phone));
  const recordOf = (who: Who): LeadRecord | undefined => leads.get(idOf(who) ?? '')?.record;
  const records = (): LeadRecord[] => [...leads.values()].map((kept) => kept.record);
  const idsWhere = (holds: (record: LeadRecord) => boolean): LeadId[] => records().filter(holds).map(leadId);
  const forget = ({ lead }: LeadRecord): void => {
    leads.delete(lead.id);
    byPhone.delete(lead.phone);
    given.delete(lead.id);
  };
  const nextDue = (after: number): number | undefined =>
    least(records().map((record) => ((dueOf(record) ?? NaN) > after ? dueOf(record) : undefined)));

  const answers: LeadStore = {
    change: async (who, decide) => {
      const before = recordOf(who);
      const { changes, result } = decide({
        record: before,
        nextSeq: () => ++seq,
        isSuppressed: (phone) => suppressed.has(hashOf(phone)),
        hashOf,
      });
      if (changes.length === 0) return result;
      let record = before && structuredClone(before);
      for (const change of changes) {
        if (record && change.kind === 'lead_created') throw new Error('the lead is there already');
        record = applyChange(record, structuredClone(change), settledUpTo);
        if (change.kind === 'lead_erased')
          for (const hash of [change.suppressed, ...(change.assents ?? [])]) suppressed.add(hash);
      }
      if (!record && before) forget(before);
      if (!record) return result;
      const { id, phone } = record.lead;
      if ((byPhone.get(phone) ?? id) !== id) throw new Error('another lead has this phone number');
      const dueBefore = nextDue(passedOver);
      leads.set(id, { record, touched: ++touches });
      byPhone.set(phone, id);
      if (!before || dueOf(before) !== dueOf(record)) given.delete(id);
      const due = dueOf(record);
      if (due !== undefined && due !== (before && dueOf(before)) && due < (dueBefore ?? Infinity))
        for (const earlier of watchers) earlier(due);
      return result;
    },
    read: async (who) => recordOf(who),
    nextDue: async (after) => {
      passedOver = after ?? passedOver;
      return nextDue(after ?? -Infinity);
    },
    dueLeads: async (upTo, limit, after = -Infinity) => {
      if (after !== -Infinity) passedOver = after;
      const due = records().filter((record) => {
        const at = dueOf(record) ?? NaN;
        return at <= upTo && at > after;
      });
      const turn = (record: LeadRecord): number => given.get(leadId(record)) ?? 0;
      const next = due.sort((a, b) => turn(a) - turn(b) || byDue(a, b)).slice(0, limit);
      touches++;
      for (const record of next) given.set(leadId(record), touches);
      return next.sort(byDue).map(leadId);
    },
    watchDue: (earlier) => {
      watchers.add(earlier);
      return () => watchers.delete(earlier);
    },
    orphanedLeads: async () => idsWhere((record) => record.waits.some((wait) => wait.orphaned)),
    waitsByNode: async () => {
      const byNode = new Map<string, { count: number; next: number | null }>();
      for (const { waits } of records())
        for (const { node, due } of waits) {
          const seen = byNode.get(node) ?? { count: 0, next: null };
          const next = least([seen.next ?? undefined, due ?? undefined]) ?? null;
          byNode.set(node, { count: seen.count + 1, next });
        }
      return byNode;
    },
    leadsWaitingAt: async (node) => idsWhere(({ waits }) => waits.some((wait) => wait.node === node)),
    unsettledHandovers: async () =>
      records()
        .flatMap(({ lead, handovers }) => handovers.map((handover) => ({ lead: lead.id, handover })))
        .filter(({ handover }) => handover.seq > settledUpTo || handover.kept === true)
        .sort((a, b) => a.handover.seq - b.handover.seq),
    settle: async (upTo) => void (settledUpTo = Math.max(settledUpTo, upTo)),
    leadsWithUnfinishedMessages: async () =>
      idsWhere(({ messages }) => messages.some(({ life }) => isOpen(life))),
    quietLeads: async (after, upTo, limit) => {
      const quiet = records()
        .filter(({ lastActiveAt }) => lastActiveAt > after && lastActiveAt <= upTo)
        .sort((a, b) => a.lastActiveAt - b.lastActiveAt);
      const last = quiet[limit - 1]?.lastActiveAt ?? Infinity;
      return quiet.filter(({ lastActiveAt }) => lastActiveAt <= last).map(leadId);
    },
    nextActivityAfter: async (after) =>
      least(records().map(({ lastActiveAt }) => (lastActiveAt > after ? lastActiveAt : undefined))),
    recentLeads: async (limit) =>
      [...leads.values()]
        .sort((a, b) => b.touched - a.touched)
        .slice(0, limit)
        .map(({ record }) => leadId(record)),
    isSuppressed: async (phone) => suppressed.has(hashOf(phone)),
    size: async () => leads.size,
    setting: async (key) => settings.get(key),
    putSetting: async (key, value) => void settings.set(key, value),
    ensureHeld: async () => {},
    close: async () => {},
  };

  const whileOpen =
    <A extends unknown[], R>(answer: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (closed) throw new StoreError('closed', 'the lead store is closed');
      return answer(...args);
    };
  return {
    change: (who, decide) => whileOpen(() => answers.change(who, decide))(),
    read: whileOpen(answers.read),
    nextDue: whileOpen(answers.nextDue),
    dueLeads: whileOpen(answers.dueLeads),
    watchDue: answers.watchDue,
    orphanedLeads: whileOpen(answers.orphanedLeads),
    waitsByNode: whileOpen(answers.waitsByNode),
    leadsWaitingAt: whileOpen(answers.leadsWaitingAt),
    unsettledHandovers: whileOpen(answers.unsettledHandovers),
    settle: whileOpen(answers.settle),
    leadsWithUnfinishedMessages: whileOpen(answers.leadsWithUnfinishedMessages),
    quietLeads: whileOpen(answers.quietLeads),
    nextActivityAfter: whileOpen(answers.nextActivityAfter),
    recentLeads: whileOpen(answers.recentLeads),
    isSuppressed: whileOpen(answers.isSuppressed),
    size: whileOpen(answers.size),
    setting: whileOpen(answers.setting),
    putSetting: whileOpen(answers.putSetting),
    ensureHeld: whileOpen(answers.ensureHeld),
    close: async () => void (closed = true),
  };
}

const hashOf = (what: string): string => createHash('sha256').update(what).digest('base64url');

const leadId = (record: LeadRecord): LeadId => record.lead.id;

function dueOf(record: LeadRecord): number | undefined {
  const due = dueNext(record);
  return due === Infinity ? undefined : due;
}

const byDue = (a: LeadRecord, b: LeadRecord): number => (dueOf(a) ?? 0) - (dueOf(b) ?? 0);

function least(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce(
    (least, value) => (value !== undefined && (least === undefined || value < least) ? value : least),
    undefined,
  );
}
