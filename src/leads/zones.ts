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

/**
 * Names of places without a `/`, from the file `backward` of the IANA database. Every other name without one, such as `EST`,
 * `CET` or `UTC`, is an offset or a habit of many countries.
 */
const PLACES_OF_ONE_WORD: ReadonlySet<string> = new Set([
  ...['cuba', 'egypt', 'eire', 'gb', 'gb-eire', 'hongkong', 'iceland', 'iran', 'israel', 'jamaica', 'japan'],
  ...[
    'kwajalein',
    'libya',
    'navajo',
    'nz',
    'nz-chat',
    'poland',
    'portugal',
    'prc',
    'roc',
    'rok',
    'singapore',
  ],
  ...['turkey', 'w-su'],
]);

/**
 * True for the zone of a place, such as `America/New_York`. False for what only says how far a clock is from another, such as
 * `UTC`, `EST` or `Etc/GMT+5`: servers and browsers that hide tell it, and nobody lives there.
 */
export function isPlace(zone: string): boolean {
  const small = zone.toLowerCase();
  if (!small.includes('/')) return PLACES_OF_ONE_WORD.has(small);
  return !small.startsWith('etc/') && !small.startsWith('systemv/');
}
