import { candidateZones, type Told } from './zones';

/**
 * From this version on the time zone data know that British Columbia, Alberta, Manitoba and the Northwest Territories stay on
 * daylight time for good (2026; IANA tz, NEWS of 2026a to 2026e). Older data take it for an hour earlier there in winter, so
 * that a text leaves an hour after the contact hours end.
 */
export const NEEDED_ZONE_DATA = '2026e';

const CHANGED_ZONES: ReadonlySet<string> = new Set([
  'America/Vancouver',
  'America/Edmonton',
  'America/Winnipeg',
  'America/Yellowknife',
  'America/Inuvik',
  'Canada/Pacific',
  'Canada/Mountain',
  'Canada/Central',
]);

/** Whether a runtime's version of the data, such as `2026c`, is older than needed; one that tells none may be. */
export function isOldZoneData(version: string | undefined): boolean {
  const told = /^\d{4}[a-z]*$/.exec(version ?? '')?.[0];
  return told === undefined || told < NEEDED_ZONE_DATA;
}

/** Whether the lead may live where old data are wrong. */
export function livesWhereDataChanged(lead: Told, store: { readonly defaultZone: string }): boolean {
  return candidateZones(lead, store).some((zone) => CHANGED_ZONES.has(zone));
}
