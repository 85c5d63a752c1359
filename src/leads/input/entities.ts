/** HTML's own, and the letters of ISO 8859-1 in their order from U+00A0 (HTML 4.01, 24.2.1). */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN_1.split(' ').map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ...[
    ...'&amp;<lt;>gt;"quot;\'apos;–ndash;—mdash;‘lsquo;’rsquo;“ldquo;”rdquo;…hellip;€euro;™trade;•bull;'.matchAll(
      /(.)([a-z]+);/gu,
    ),
  ].map(([, character = '', name = '']) => [name, character] as const),
]);

/**
 * A text of a web form as it was typed: entities (`O&#039;Brien`, `Trek &amp; Co`) become their characters, once. Only with their
 * semicolon: in `?a=1&copy=2` nothing was meant.
 */
export function withoutEntities(text: string): string {
  if (!text.includes('&') || !text.includes(';')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,9}));/gi,
    (entity, decimal, hex, name) => {
      if (typeof name === 'string') return NAMED.get(name) ?? NAMED.get(name.toLowerCase()) ?? entity;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return isCharacter(code) ? String.fromCodePoint(code) : entity;
    },
  );
}

/** No control character, which nobody typed, and no half of a pair. */
function isCharacter(code: number): boolean {
  return (
    code >= 0x20 && !(code >= 0x7f && code < 0xa0) && !(code >= 0xd800 && code < 0xe000) && code <= 0x10ffff
  );
}
