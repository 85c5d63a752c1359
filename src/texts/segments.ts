export { plainer } from './plainer';

/** What a text costs: carriers bill per segment. */
export interface SegmentCount {
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly segments: number;
  /** Septets in GSM-7, where characters such as € take two; UTF-16 units in UCS-2. */
  readonly units: number;
  /** What still fits into the last segment. */
  readonly unitsLeft: number;
  /** The characters, each once, that make the text UCS-2. */
  readonly unusual: readonly string[];
}

/** GSM 03.38 (3GPP TS 23.038, 6.2.1): the basic set without ESC. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** GSM 03.38 (6.2.1.1): the extension, an escape and the character, two septets. */
const EXTENSION = '\f^{}\\[~]|€';

/** How many septets each UTF-16 unit takes in GSM-7; 0 for what is not in it. € is the highest. */
const septets = new Uint8Array(0x20ad);
for (const character of BASIC) septets[character.charCodeAt(0)] = 1;
for (const character of EXTENSION) septets[character.charCodeAt(0)] = 2;

/** 140 bytes: 160 septets or 70 units; in a text of several, 6 bytes of each go to the header (3GPP TS 23.040, 9.2.3.24). */
const ONE = { 'GSM-7': 160, 'UCS-2': 70 } as const;
const EACH_OF_MORE = { 'GSM-7': 153, 'UCS-2': 67 } as const;

/**
 * How many segments a text takes. An escape pair is never split, nor is a grapheme in UCS-2: Twilio's own calculator counts
 * so too, and a phone shows nothing broken. An empty text takes one, as Twilio bills it.
 */
export function countSegments(text: string): SegmentCount {
  const units = countSeptets(text);
  if (units < 0) return countUcs2(text);
  if (units <= ONE['GSM-7']) return result('GSM-7', 1, units, ONE['GSM-7'] - units, []);
  const { segments, left } = packSeptets(text);
  return result('GSM-7', segments, units, left, []);
}

/** -1: the text does not fit into GSM-7. */
function countSeptets(text: string): number {
  let units = 0;
  for (let i = 0; i < text.length; i++) {
    const cost = septets[text.charCodeAt(i)];
    if (!cost) return -1;
    units += cost;
  }
  return units;
}

function packSeptets(text: string): { segments: number; left: number } {
  let segments = 1;
  let left: number = EACH_OF_MORE['GSM-7'];
  for (let i = 0; i < text.length; i++) {
    const cost = septets[text.charCodeAt(i)] ?? 1;
    if (cost > left) {
      segments++;
      left = EACH_OF_MORE['GSM-7'];
    }
    left -= cost;
  }
  return { segments, left };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Units that never join with their like: Latin, punctuation from dashes to …, and common Chinese characters. Only the
 * others, and what stands right beside them, have to go through the segmenter, which takes a microsecond for each unit.
 */
const SIMPLE =
  '\\n\\r\\x20-\\u02ff\\u2010-\\u2027\\u20a0-\\u20bf\\u3000-\\u3029\\u4e00-\\u9fff\\uff01-\\uff60';
const JOINING = new RegExp(`[${SIMPLE}]?[^${SIMPLE}]+(?:[${SIMPLE}][^${SIMPLE}]+)*[${SIMPLE}]?`, 'g');

/** Emoji that join with nothing here: no skin tones, no flags, and no joiner or variation selector among them. */
const LONE_EMOJI = new RegExp(
  `^(?:[${SIMPLE}]|[\\u{1f300}-\\u{1f3fa}\\u{1f400}-\\u{1f64f}\\u{1f680}-\\u{1f6ff}\\u{1f900}-\\u{1f9ff}])+$`,
  'u',
);

function countUcs2(text: string): SegmentCount {
  const units = text.length;
  const unusual = unusualCharacters(text);
  if (units <= ONE['UCS-2']) return result('UCS-2', 1, units, ONE['UCS-2'] - units, unusual);
  const { segments, left } = packUcs2(text);
  return result('UCS-2', segments, units, left, unusual);
}

function packUcs2(text: string): { segments: number; left: number } {
  const each = EACH_OF_MORE['UCS-2'];
  let segments = 1;
  let left: number = each;
  const packSingles = (count: number): void => {
    const more = Math.ceil(Math.max(count - left, 0) / each);
    segments += more;
    left += more * each - count;
  };
  const packTogether = (length: number): void => {
    if (length > left) {
      segments++;
      left = each;
    }
    left -= length;
  };
  let done = 0;
  for (const { 0: joining, index } of text.matchAll(JOINING)) {
    packSingles(index - done);
    for (const grapheme of graphemesOf(joining)) {
      // Twilio's calculator takes CR LF apart. What is longer than a segment, nobody can keep in one.
      if (grapheme === '\r\n' || grapheme.length > each) packSingles(grapheme.length);
      else packTogether(grapheme.length);
    }
    done = index + joining.length;
  }
  packSingles(text.length - done);
  return { segments, left };
}

function graphemesOf(text: string): string[] {
  if (LONE_EMOJI.test(text) && !text.includes('\r\n')) return [...text];
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function unusualCharacters(text: string): string[] {
  const found = new Set<string>();
  for (const character of text) {
    if (character.length > 1 || !septets[character.charCodeAt(0)]) found.add(character);
  }
  return [...found];
}

function result(
  encoding: SegmentCount['encoding'],
  segments: number,
  units: number,
  unitsLeft: number,
  unusual: readonly string[],
): SegmentCount {
  return { encoding, segments, units, unitsLeft, unusual };
}
