import { settleContestIfOver } from '../journeys/contest';
import type { Deployed } from '../journeys/journey';
import { endPauseIfOver } from '../journeys/pauses';
import { endDueWaits } from '../journeys/waits';
import type { Draft } from '../store/draft';
import { endDoubtIfOver } from './doubt';

/** All that falls due for a lead by itself; of her waits up to `most`. */
export function wake(draft: Draft, deployed: Deployed, most: number): void {
  endDoubtIfOver(draft, deployed);
  endPauseIfOver(draft, deployed);
  settleContestIfOver(draft, deployed);
  endDueWaits(draft, (node) => deployed.isHere(node), most);
}
