/** How forms, exports and people write phone numbers: what stands around them, and several in one field. */

/** One number as it was written, without what stood around it. */
export interface Written {
  readonly text: string;
  /** What it was called: a mobile phone, a fax, or nothing that tells. */
  readonly said: 'mobile' | 'fax' | undefined;
}

const MOBILE =
  'cell(?:ular)?(?: ?phone)?|mobile?(?: ?phone)?|mob|handy|móvil|movil|celular|portable|telemóvel|wa|whats ?app|sms|text|c|m';
const FAX = 'fax|telefax|f';
const OTHER =
  'tele?phone|telefon[eo]?|teléfono|téléphone|phone(?: ?number)?|number|tel|fon|ph|home|work|office|business|main|private|landline|direct|p|t|h|o|w';
const LABEL = new RegExp(
  `^(?:(${MOBILE})|(${FAX})|(?:${OTHER}))(?: ?(?:number|no|nr|#))?\\.?(?:\\s*[:=#-]\\s*|\\s+(?=[+(\\d]))`,
  'iu',
);
const LABEL_BEHIND = new RegExp(`[\\s(\\[-]+(?:(${MOBILE})|(${FAX})|(?:${OTHER}))\\.?[)\\]]?$`, 'iu');
const LINK =
  /^(?:sms(?:to)?|tel|callto|whatsapp|phone):(?:\/\/)?|^(?:https?:\/\/)?(?:wa\.me|api\.whatsapp\.com\/send\?phone=)\/?/i;

/** Takes away what is not the number: labels, schemes, quotes of spreadsheets, stray punctuation. */
export function written(text: string): Written {
  let rest = text
    // Contact apps wrap copied numbers in invisible direction marks.
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Z}\s]+/gu, ' ')
    .trim();
  // A spreadsheet keeps a number as text with ' or ="…".
  rest = rest.replace(/^=?["'’‘`“”]+|["'’‘`“”]+$/g, '').trim();
  if (LINK.test(rest)) rest = rest.replace(LINK, '').replace(/\?.*$/, '');
  let said: Written['said'];
  for (let label = LABEL.exec(rest); label; label = LABEL.exec(rest)) {
    said ??= saidBy(label);
    rest = rest.slice(label[0].length);
  }
  const behind = LABEL_BEHIND.exec(rest);
  // What stands behind an x is an extension: "305 555 0142 x9" has no label.
  if (behind) {
    said ??= saidBy(behind);
    rest = rest.slice(0, behind.index);
  }
  // `(+1) 202 …`
  rest = rest.replace(/^\(\s*\+\s*(\d{1,3})\s*\)/, '+$1 ');
  rest = rest.replace(/^[\s,;:.'"]+|[\s,;:.'"!?*-]+$/g, '');
  return { text: plainDigits(rest), said };
}

function saidBy([, mobile, fax]: RegExpExecArray): Written['said'] {
  if (mobile !== undefined) return 'mobile';
  return fax === undefined ? undefined : 'fax';
}

/** What a spreadsheet makes of a number, as long as no digit is lost: `12025550142.0`, `1.2025550142E+10`. */
function plainDigits(text: string): string {
  const whole = /^(\+?\d{7,15})[.,]0{1,2}$/.exec(text)?.[1];
  if (whole !== undefined) return whole;
  const [, first, rest = '', power] = /^\+?(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i.exec(text) ?? [];
  return first !== undefined && rest.length === Number(power) ? first + rest : text;
}

/** True for a number in which a spreadsheet has lost digits, such as `1,20256E+10`. */
export function hasLostDigits(text: string): boolean {
  return /^\+?\d(?:[.,]\d+)?E\+?\d{1,2}$/i.test(text);
}

/** A field that holds several, in parts; one that cannot be parted, as it is. */
export function parted(text: string): string[] {
  const parts = text
    .split(/\s*(?:[,;|\n\r\t/&]|\b(?:or|and|und|oder|y|o|et|ou|e)\b)\s*/iu)
    .filter((part) => /\d/.test(part));
  if (parts.length > 1) return parts.slice(0, MOST_PARTS);
  const blanks = text.trim().split(/\s+/);
  return blanks.length > 1 && blanks.every((part) => part.replace(/\D/g, '').length >= 10) ? blanks : parts;
}

const MOST_PARTS = 5;
