import FlatQueue from 'flatqueue';
import type { LeadId } from '../../leads/lead';
import { isOpen, type Message } from '../../leads/message';
import type { LeadRecord } from '../../leads/record';
import type { LeadStore } from '../../store/contract';
import { othersTurn } from '../../turns';

/** So many leads are read before others get their turn. */
const LOT = 50;

interface Unfinished {
  readonly lead: LeadId;
  readonly id: Message['id'];
}

/** Calls back with each message that somebody has to see to, in the order in which they were planned. */
export async function eachUnfinished(
  store: LeadStore,
  found: (record: LeadRecord, message: Message) => void,
): Promise<void> {
  const order = new FlatQueue<Unfinished[]>();
  /** Those of one moment stay in the order in which they were found. */
  const planned = new Map<number, Unfinished[]>();
  let read = 0;
  const recordOf = async (id: LeadId): Promise<LeadRecord | undefined> => {
    if (++read % LOT === 0) await othersTurn();
    return store.read({ id });
  };
  for (const lead of await store.leadsWithUnfinishedMessages()) {
    const record = await recordOf(lead);
    for (const { id, life, plannedAt } of record?.messages ?? []) {
      if (!isOpen(life)) continue;
      const together = planned.get(plannedAt);
      if (together) together.push({ lead, id });
      else {
        const first = [{ lead, id }];
        planned.set(plannedAt, first);
        order.push(first, plannedAt);
      }
    }
  }
  for (let together = order.pop(); together; together = order.pop()) {
    for (const { lead, id } of together) {
      const record = await recordOf(lead);
      const message = record?.messages.find((one) => one.id === id);
      // It may have moved since it was put in order.
      if (record && message && isOpen(message.life)) found(record, message);
    }
  }
}
