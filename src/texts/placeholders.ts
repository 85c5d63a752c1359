import { SURE_FORMS, WORD_FORMS } from './placeholder-forms';

/** Something in a text that looks as if a name or a link should have come there: `[Name]`, `{product}`, `%CITY%`. */
export interface Placeholder {
  readonly text: string;
  /** Where it begins, in UTF-16 units from 0. */
  readonly at: number;
  /** false: words in brackets that may be meant, such as `[limited edition]`. */
  readonly sure: boolean;
}

/** Every way of writing a placeholder, the surest first. */
const FORMS = new RegExp([...SURE_FORMS, ...WORD_FORMS].map(({ pattern }) => pattern).join('|'), 'gu');
/** What any of them begins with: most texts have none of it. */
const OPENING = /[{[<%«~$@]|\*\||\|\*|##|__/;

/** Words, no sentence: begins with a letter, and has two of them. */
const WORDS = /^\p{L}[\p{L}\p{N}_.'’/| -]*$/u;
const TWO_LETTERS = /\p{L}.*\p{L}/u;

/** What placeholders are called, in lower case; in a group of words the last one counts: `[Client Name]`. */
const USUAL_NAMES = new Set(
  (
    'name names firstname lastname fname lname fullname surname first last link url product products service company ' +
    'business brand client customer contact lead user agent rep result results outcome goal offer demo resource ' +
    'testimonial guide discount coupon code promo price amount percentage percent date day weekday time deadline month ' +
    'city state zip location address store shop website site page phone number email title item items cart order event ' +
    'appointment topic industry team here placeholder ' +
    'nombre apellido producto enlace ciudad vorname nachname produkt stadt prénom nom produit lien ville'
  ).split(' '),
);
const ASKS = new Set(['your', 'insert', 'enter', 'add']);

/**
 * Everything that looks like a placeholder, with how sure that is. Sure are words in braces, and words in other brackets
 * whose last word is what placeholders are called (`[Name]`, `<first name>`, `%CITY%`, `[resource/testimonial link]`).
 * Ordinary text stays: `[1]`, `e.g. {…}`, `Reply [YES]`, `<3`, `20% off or 30%`.
 */
export function findPlaceholders(text: string): Placeholder[] {
  if (!OPENING.test(text)) return [];
  const found: Placeholder[] = [];
  for (const match of text.matchAll(FORMS)) {
    const [whole] = match;
    const words = match.groups ?? {};
    const inside = Object.values(words)
      .find((found) => found !== undefined)
      ?.trim();
    if (inside !== undefined && !(WORDS.test(inside) && TWO_LETTERS.test(inside))) continue;
    const sure = inside === undefined || words['braces'] !== undefined || isUsualName(inside);
    if (!sure && (/^[\p{Lu} ]+$/u.test(inside) || isUsualSign(words))) continue; // Reply [YES]
    found.push({ text: whole, at: match.index, sure });
  }
  return found;
}

/** Signs that stand around other words too: `$cash`, «salut», `__really__`. */
function isUsualSign({ dollar, quotes, lines }: Readonly<Record<string, string | undefined>>): boolean {
  return (dollar ?? quotes ?? lines) !== undefined;
}

/**
 * The placeholders that surely are left over: the last look before a text is sent (scenario 72).
 *
 * It is for words that an author wrote. `renderText` has already looked at the template, at fallbacks, and at what came
 * from the flow's message. Do not use it on a rendered text: a lead may be called `Bob [Name]`, and must not be refused
 * her text for that. Use it for a text that a flow brings ready-made.
 */
export function leftoverPlaceholders(text: string): string[] {
  return findPlaceholders(text)
    .filter((placeholder) => placeholder.sure)
    .map((placeholder) => placeholder.text);
}

function isUsualName(inside: string): boolean {
  const words = inside
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  return USUAL_NAMES.has(words.at(-1) ?? '') || ASKS.has(words[0] ?? '');
}
