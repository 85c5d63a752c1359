import { isEmptyText } from './empties';

/** What is written where a name should be, and is none: it must not go out as "Hi unknown" or "Hi https://…". */

/** Stand-ins that people and programs write, and the labels of the field itself. */
const STAND_INS: ReadonlySet<string> = new Set([
  ...[
    'unknown',
    'anonymous',
    'anon',
    'none',
    'no name',
    'noname',
    'not given',
    'nobody',
    'guest',
    'visitor',
    'user',
  ],
  ...[
    'customer',
    'client',
    'lead',
    'contact',
    'subscriber',
    'caller',
    'unknown caller',
    'wireless caller',
    'private',
  ],
  ...[
    'name',
    'first name',
    'firstname',
    'last name',
    'lastname',
    'full name',
    'fullname',
    'your name',
    'first',
    'last',
  ],
  ...[
    'unbekannt',
    'desconocido',
    'desconocida',
    'sin nombre',
    'inconnu',
    'inconnue',
    'desconhecido',
    'sem nome',
  ],
  ...[
    'test',
    'test test',
    'asdf',
    'xxx',
    'abc',
    'false',
    'true',
    'mr',
    'mrs',
    'ms',
    'miss',
    'dr',
    'sir',
    'madam',
  ],
]);

/** Before a name such a short word is no domain: `St.John`, `Ma.Theresa`. */
const NAME_PREFIX =
  /^(?:st|ma|sta|sto|dr|mr|mrs|ms|prof|fr|sr|jr|rev|[a-z])\.(?!(?:com|net|org|co|io|me|ly|gl|gg|to)\b)/i;
const LINK = /:\/\/|\bwww\.|\bhttps?\b|[\w-]\.[a-z]{2,}\//i;
const DOMAIN = /(?:^|[^\w@.-])[\p{L}\d-]+(?:\.[\p{L}\d-]{2,})*\.(?:[a-z]{2,24}|[A-Z]{2,24})(?=$|[^\p{L}\d])/u;
const MARKUP = /<[a-z!/?]|<\/|&(?:#\d|[a-z]+;)|javascript:/i;
/** What another system should have filled in. */
const TAG = /\{\{|\}\}|\{%|<%|\$\{|\*\||\|\*|%%|##|@@|^[{[<%].*[}\]>%]$/;

/** Why a text is no name, as the end of a sentence; undefined for a name. */
export function whyNoName(text: string): string | undefined {
  if (PLAIN.test(text))
    return STAND_INS.has(text.toLowerCase()) || isEmptyText(text) ? 'stands for no name' : undefined;
  const name = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[。․]/g, '.')
    .trim();
  if (isEmptyText(name) || STAND_INS.has(name.toLowerCase())) return 'stands for no name';
  if (name.includes('@')) return 'looks like an e-mail address';
  if (LINK.test(name) || (DOMAIN.test(name) && !NAME_PREFIX.test(name))) return 'looks like a link';
  if (MARKUP.test(name)) return 'looks like markup';
  if (TAG.test(name)) return 'looks like a placeholder that was not filled in';
  if ((name.match(/\p{Nd}/gu) ?? []).length >= 4) return 'looks like a number';
  if (!/\p{L}/u.test(name)) return 'has no letters';
  // In Chinese, one character is a name.
  if (/^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\.?$/u.test(name)) return 'is one letter';
  return undefined;
}

const TITLE =
  /^(?:(?:mr|mrs|ms|miss|mx|mister|dr|drs|prof|professor|sir|dame|rev|reverend|hon|capt|sgt|lt|col|gen|sr|sra|srta|señor|señora|señorita|herr|frau|dott|dra|ing|lic|arq|mme|mlle|monsieur|madame|mademoiselle)\b\.?|m\.|fr\.)\s+/iu;
const COUPLE = /^(?:mr|herr|sr|m)\.?\s*(?:and|und|y|et|&|\/)\s*(?:mrs|frau|sra|mme)\.?\s+/iu;
/** Most names. */
const PLAIN = /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*$/u;

/** What stands behind a comma and is no given name. */
const SUFFIX =
  /^(?:jr|sr|ii|iii|iv|v|esq|esquire|md|m\.d|phd|ph\.d|dds|dmd|dvm|do|jd|mba|cpa|rn|np|pa|pe|lcsw|inc|llc|ltd|gmbh|co|corp|s\.?a|dr|mr|mrs|ms|miss)\.?$/i;

/** True for `Jr.`, `MD`, `Inc.` and the like. */
export function isSuffix(text: string): boolean {
  return SUFFIX.test(text);
}

/** A name without its titles. `isFamily`: what is left is a family name (`Dr. Smith`). */
export function withoutTitle(name: string): { readonly name: string; readonly isFamily: boolean } {
  let rest = name.replace(COUPLE, '');
  let hadTitle = rest !== name;
  for (let next = rest.replace(TITLE, ''); next !== rest && next !== ''; next = rest.replace(TITLE, '')) {
    rest = next;
    hadTitle = true;
  }
  return { name: rest, isFamily: hadTitle && !rest.includes(' ') };
}

/** Given names that are two words, in letters without accents, by the censuses and name lists of the five languages. */
const DOUBLE: ReadonlySet<string> = new Set(
  [
    'mary ann|mary anne|mary beth|mary ellen|mary jane|mary jo|mary kate|mary kay|mary lou|mary sue|ann marie|anna marie|anne marie',
    'jo ann|jo anne|lee ann|leigh ann|sue ann|betty jo|betty lou|peggy sue|sarah jane|billy bob|billy joe|billy ray|bobby joe|jim bob',
    'john paul|ana maria|ana belen|ana isabel|ana luisa|ana sofia|rosa maria|maria jose|maria jesus|maria luisa|maria teresa',
    'maria elena|maria isabel|maria fernanda|maria eugenia|maria cristina|luz maria|jose maria|jose luis|jose antonio|jose manuel',
    'jose miguel|jose carlos|jose angel|juan carlos|juan jose|juan pablo|juan manuel|juan antonio|luis miguel|luis fernando|luis alberto',
    'miguel angel|francisco javier|marco antonio|victor manuel|carlos alberto|jesus maria|jean pierre|jean paul|jean marc|jean claude',
    'jean luc|jean michel|jean francois|jean jacques|marie claire|marie france|marie claude|marie jose|ana paula|ana carolina|ana clara',
    'ana beatriz|joao pedro|joao paulo|luiz fernando|luiz henrique|pedro henrique|maria eduarda|maria clara|maria luiza|hans peter',
    'hans jurgen|karl heinz|anna lena|anna maria|eva maria|klaus peter',
  ]
    .join('|')
    .split('|'),
);

/** Of the words of a whole name, how many at its beginning are the given name: two for `Mary Ann`, with a family name behind them. */
export function givenWords(words: readonly string[]): number {
  if (words.length < 3) return 1;
  const two = words.slice(0, 2).join(' ').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return DOUBLE.has(two) ? 2 : 1;
}

const EASTERN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+$/u;

/** True for two words of Chinese, Japanese or Korean, where the family name comes first. */
export function isFamilyFirst(words: readonly string[]): boolean {
  return words.length === 2 && words.every((word) => EASTERN.test(word));
}
