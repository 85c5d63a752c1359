import { DAY_MS, type WallTime } from '../leads/model/wall-time';

export { DAY_MS, momentOf, wallTime, type WallTime } from '../leads/model/wall-time';

export const MINUTE_MS = 60_000;

/** Minutes after midnight of HH:MM. */
export function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** Midnight of the day, by the clock on the wall. */
export function startOfDay(wall: WallTime): WallTime {
  return Math.floor(wall / DAY_MS) * DAY_MS;
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(wall: WallTime): number {
  // 1970-01-01 was a Thursday.
  return ((((Math.floor(wall / DAY_MS) + 3) % 7) + 7) % 7) + 1;
}
