import { newLead, type E164, type ToldOfLead } from '../leads/lead';
import { writeLine } from '../permission/ledger/write';
import type { Draft } from '../store/draft';
import { CHANNELS_OF_OTHERS } from './opt-outs';

/**
 * A number that was not known becomes a lead. Somebody who was deleted comes back opted out: whatever form or import
 * brings her, nobody texts her before her own START.
 */
export function bringIn(draft: Draft, phone: E164, told: ToldOfLead = {}): void {
  const { now } = draft;
  draft.add({ kind: 'lead_created', lead: newLead(draft.newId('l'), phone, now, told) });
  if (!draft.isSuppressed(phone)) return;
  const source = 'The lead was deleted here before.';
  const facts = {
    kind: 'opt_out',
    at: now,
    recordedAt: now,
    channel: CHANNELS_OF_OTHERS.deletion,
    words: '',
    source,
  } as const;
  writeLine(draft, facts);
}
