/**
 * How far local time in `zone` is ahead of UTC at `at`, in ms.
 * @throws RangeError when the zone is not known
 */
export function zoneOffset(zone: string, at: number): number {
  const known = zoneNamed(zone);
  if (!known) throw new RangeError('unknown time zone');
  return known.offsetAt(at);
}

const DAY_MS = 86_400_000;

/** Offsets of a UTC day: one until `change` (ms UTC; Infinity on most days), another from then on. */
interface OffsetDay {
  readonly before: number;
  readonly change: number;
  readonly after: number;
}

/** A zone that remembers its offsets day by day: asking Intl takes microseconds. */
export class Zone {
  readonly alone: readonly string[];
  readonly #format: Intl.DateTimeFormat;
  readonly #days = new Map<number, OffsetDay>();

  /** @throws RangeError when the zone is not known */
  constructor(name: string) {
    this.alone = [name];
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** In ms, at `at` (ms UTC). */
  offsetAt(at: number): number {
    const number = Math.floor(at / DAY_MS);
    const day = this.#days.get(number) ?? this.#learn(number);
    return at < day.change ? day.before : day.after;
  }

  #learn(number: number): OffsetDay {
    const start = number * DAY_MS;
    const before = this.#ask(start);
    const after = this.#ask(start + DAY_MS);
    const change = before === after ? Infinity : this.#findChange(start, start + DAY_MS, before);
    const day = { before, change, after };
    if (this.#days.size >= MOST_DAYS) this.#days.clear();
    this.#days.set(number, day);
    return day;
  }

  /** By halving, down to the second: no zone changes its clock twice a day. */
  #findChange(from: number, to: number, before: number): number {
    let same = from / 1000;
    let changed = to / 1000;
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (this.#ask(middle * 1000) === before) same = middle;
      else changed = middle;
    }
    return changed * 1000;
  }

  #ask(at: number): number {
    const parts = new Map(this.#format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    return local - Math.floor(at / 1000) * 1000;
  }
}

/** Bounds on what is remembered: years of days for each zone, and more names than there are zones. */
const MOST_DAYS = 2_000;
const MOST_NAMES = 1_000;
const zones = new Map<string, Zone | undefined>();

/** The zone of this IANA name; undefined when this machine knows none. */
export function zoneNamed(name: string): Zone | undefined {
  const known = zones.get(name);
  if (known || zones.has(name)) return known;
  if (zones.size >= MOST_NAMES) zones.clear();
  const zone = makeZone(name);
  zones.set(name, zone);
  return zone;
}

function makeZone(name: string): Zone | undefined {
  try {
    return new Zone(name);
  } catch {
    return undefined;
  }
}
