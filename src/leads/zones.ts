import { IANAZone } from 'luxon';

/** Names that are known to be good: all that Node.js lists, and others once they were looked up, which takes long. */
const goodZones = new Set<string>(Intl.supportedValuesOf('timeZone'));
const MOST_NAMES = 2_000;

/** True for the name of an IANA time zone that this machine knows, such as `America/New_York`. Not for `+02:00`. */
export function isZone(text: string): boolean {
  if (goodZones.has(text)) return true;
  const good = /^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(text) && IANAZone.isValidZone(text);
  if (good && goodZones.size < MOST_NAMES) goodZones.add(text);
  return good;
}
