import type { Draft } from '../store/draft';
import { leaveEverything } from './exits';

/**
 * Deletes everything that is known of a lead: her journeys are left, their triggers told, and nothing of her remains but
 * a hash by which her number stays suppressed (GDPR Art. 17; a suppression list is what keeps the erasure from being undone).
 * False when there is no such lead.
 */
export function eraseLead(draft: Draft): boolean {
  if (!draft.record) return false;
  leaveEverything(draft, 'deleted');
  draft.erase();
  return true;
}
