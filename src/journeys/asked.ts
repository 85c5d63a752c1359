import type { Asked } from '../leads/field-test';
import { askedOf } from '../permission/zones';
import type { Draft } from '../store/draft';
import type { Deployed } from './journey';

/** Whose clock counts, and how dates are written, in rules about the lead of a decision. */
export function askedIn(draft: Draft, { dates }: Pick<Deployed, 'dates'>): Asked | undefined {
  return dates && (() => askedOf(draft.lead.lead, dates));
}
