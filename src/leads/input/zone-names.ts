import { isZone } from '../zones';
import data from './data/zone-names.json';

/** Time zones by the names that other systems have for them (data/zone-names.json). */
const BY_NAME: ReadonlyMap<string, string> = new Map(
  [...Object.entries(data.windows), ...Object.entries(data.rails)].map(([name, zone]) => [plain(name), zone]),
);
/** The names of this machine, by their small letters. */
const BY_SMALL_LETTERS: ReadonlyMap<string, string> = new Map(
  Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]),
);

/**
 * The IANA zone that is meant by a name: IANA's in any letters (`us/eastern`, `America/New York`), Windows'
 * (`Eastern Standard Time`), Rails' (`Eastern Time (US & Canada)`), with an offset in front as lists show it
 * (`(GMT-05:00) …`). Undefined when nobody can know it, and for what has no name, such as `+02:00` or `PST`.
 */
export function readZone(text: string): string | undefined {
  if (isZone(text)) return BY_SMALL_LETTERS.get(text.toLowerCase()) ?? text;
  if (text.length > LONGEST_NAME) return undefined;
  const name = plain(text).replace(/^\((?:gmt|utc)[^)]*\) */, '');
  const known = BY_NAME.get(name) ?? BY_NAME.get(standardOf(name)) ?? BY_NAME.get(`${name} (us & canada)`);
  if (known !== undefined) return known;
  const written = name.replaceAll(' ', '_').replace(/_*\/_*/g, '/');
  const zone = BY_SMALL_LETTERS.get(written) ?? written;
  return isZone(zone) && written.includes('/') ? zone : undefined;
}

const LONGEST_NAME = 100;

function plain(name: string): string {
  return name
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Z}\s]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** Windows has one name for both halves of the year: `Eastern Daylight Time` is kept under `Eastern Standard Time`. */
function standardOf(name: string): string {
  if (/ (?:daylight|summer) time$/.test(name))
    return name.replace(/ (?:daylight|summer) time$/, ' standard time');
  return name.replace(/ time$/, ' standard time');
}
