import type { LeadRecord } from './record';

/** When something of the lead falls due next, ms UTC; Infinity for never by itself. While she is paused, that is its end. */
export function nextDue({ waits, pause }: Pick<LeadRecord, 'waits' | 'pause'>): number {
  if (pause) return pause.until ?? Infinity;
  let next = Infinity;
  for (const wait of waits) {
    if (wait.due !== null && !wait.orphaned && wait.due < next) next = wait.due;
  }
  return next;
}

/** True while nothing of the lead may happen by itself: what would end a wait is kept with it until later. */
export function isStill({ pause }: Pick<LeadRecord, 'pause'>): boolean {
  return pause !== undefined;
}
