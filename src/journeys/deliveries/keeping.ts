import type { LeadId } from '../../leads/lead';
import { completeFinished, type IsOpen } from '../completion';
import type { Decisions } from '../decisions';
import type { OpenHandover } from './open-deliveries';

/** So many leads are changed together; see the scheduler. */
const LOT = 100;

/** Puts down that handovers stay open by themselves, because other nodes hold their messages. */
export function keepOpen(handovers: readonly OpenHandover[], decisions: Decisions): Promise<void> {
  return inLots(handovers, (lead, seq) =>
    decisions.run({ id: lead }, (draft) => {
      if (draft.record?.handovers.some((one) => one.seq === seq)) draft.add({ kind: 'handover_kept', seq });
    }),
  );
}

/** Puts down that handovers that were kept have arrived, and completes what is finished by that. */
export function arrivedLate(
  handovers: readonly OpenHandover[],
  decisions: Decisions,
  isOpen: IsOpen,
): Promise<void> {
  return inLots(handovers, (lead, seq) =>
    decisions.run({ id: lead }, (draft) => {
      if (!draft.record?.handovers.some((one) => one.seq === seq)) return;
      draft.add({ kind: 'handover_arrived', seq });
      completeFinished(draft, isOpen);
    }),
  );
}

async function inLots(
  handovers: readonly OpenHandover[],
  put: (lead: LeadId, seq: number) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < handovers.length; at += LOT) {
    await Promise.all(handovers.slice(at, at + LOT).map(({ lead, seq }) => put(lead, seq)));
    // A store that answers from memory would let nobody else have a turn.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
