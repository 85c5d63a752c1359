import { isZone } from '../zones';
import { zoneOffset } from './zone-offset';

/**
 * Local time as a number: the ms since 1970 that a clock on the wall would have counted. So a calendar day is always
 * `DAY_MS` long, and only the way back to UTC knows of clocks that change.
 */
export type WallTime = number;

export const DAY_MS = 86_400_000;

/** What the clock on the wall of `zone` (IANA; UTC when not known) shows at `at` (ms UTC). */
export function wallTime(at: number, zone: string): WallTime {
  return at + zoneOffset(known(zone), at);
}

/**
 * When the clock on the wall of `zone` shows this, ms UTC. A time that the clocks skip is moved on by the gap (02:30 is
 * 03:30); of a time that comes twice it is the first. So each wall time is one moment: "compatible" of RFC 5545, 3.3.5.
 */
export function momentOf(wall: WallTime, zone: string): number {
  const name = known(zone);
  // No zone changes its clock twice within the two days around.
  const before = zoneOffset(name, wall - DAY_MS);
  const after = zoneOffset(name, wall + DAY_MS);
  if (before === after || shows(wall - before, before, name)) return wall - before;
  return shows(wall - after, after, name) ? wall - after : wall - before;
}

function shows(at: number, offset: number, zone: string): boolean {
  return zoneOffset(zone, at) === offset;
}

function known(zone: string): string {
  return isZone(zone) ? zone : 'UTC';
}
