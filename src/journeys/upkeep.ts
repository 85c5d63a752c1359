import type { Draft } from '../store/draft';
import { releaseHeld } from './claims';
import type { Deployed } from './journey';
import { leaveBySegment } from './segment-exits';

/** What follows from how the lead stands, whatever happened: before each decision, and after one that changed her. */
export function keepUp(draft: Draft, deployed: Deployed): void {
  leaveBySegment(draft, deployed);
  releaseHeld(draft);
}
