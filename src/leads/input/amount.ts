/**
 * The one reader of amounts that come from outside, as shops and forms write them: rules, triggers, reports and the reply route
 * `number` ask it, so that `$1,299.00` is the same number everywhere.
 */

/** Longer is no amount. */
const LONGEST = 40;
/** What programs write. */
const PLAIN = /^[+-]?(?:\d{1,15}(?:\.\d{1,15})?|\.\d{1,15})$/;
/** Most of what shops write, read without looking further. */
const USUAL = /^[$€£]?([1-9]\d{0,2}(?:,\d{3}){1,4}|\d{1,12})(\.\d\d)?$/;
const SCIENTIFIC = /^[+-]?\d(?:\.\d{1,15})?e[+-]?\d{1,3}$/i;

/** Codes of ISO 4217 that this machine knows, and what else people write at an amount. */
const CURRENCIES = new Set([
  ...Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()),
  ...(
    'dollar dollars buck bucks euro euros pound pounds quid dolar dolares reais real pesos peso franc francs franken ' +
    'kr kc kč zl zł ft lei rs rupees rupee us us$ au$ ca$ a$ c$ r$ hk$ nz$ s$ mx$ cents usdt'
  ).split(' '),
]);
/** What writes 1.299 for a thousand and more. */
const COMMA_CURRENCIES = new Set([
  '€',
  'eur',
  'euro',
  'euros',
  'kr',
  'r$',
  'brl',
  'reais',
  'real',
  'dkk',
  'nok',
  'sek',
  '₺',
  'try',
  '₫',
  'vnd',
  'idr',
  'rp',
  'cop',
  'clp',
  'ars',
]);

const PARTS =
  /^(?<open>\()?\s*(?<sign>[+-])?\s*(?<before>[\p{L}]{0,8}\.?\p{Sc}?)\s*(?<sign2>[+-])?\s*(?<digits>\d[\d.,'’ ]*|[.,]\d+)\s*(?<dash>[-–—]+)?\s*(?:(?<scale>k|m|mn|mio|bn)(?!\p{L}))?\s*(?<after>\p{Sc}\p{L}{0,3}|%|[\p{L}]{1,8}\$?\.?)?(?:\s*(?:\/|per\s)\s*\p{L}{1,10}\.?)?\s*(?<close>\))?$/iu;

const SCALES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, mn: 1e6, mio: 1e6, bn: 1e9 };

/**
 * The number that a value is: a number, or a text that is one amount and nothing else: `$1,299.00`, `1.299,00 €`, `1 299 kr`,
 * `1299 USD`, `CHF 1'299.-`, `(12.50)`, `1,29,900`, `$1.3k`, `15%`. Of a lone separator with three digits behind it a comma
 * groups, and a dot does where the currency is written so (`1.299 €`), else it is the decimal point of programs. undefined:
 * it is no amount, or more than one. Pure; bounded.
 */
export function readAmount(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > LONGEST) return undefined;
  if (PLAIN.test(value)) return Number(value);
  const usual = USUAL.exec(value);
  if (usual) return Number(`${(usual[1] ?? '').replaceAll(',', '')}${usual[2] ?? ''}`);
  const text = value
    .normalize('NFKC')
    .replace(/[\p{Cf}]/gu, '')
    .replace(/[\s\u00a0\u202f]+/gu, ' ')
    .replace(/\u2212/g, '-')
    .trim();
  if (PLAIN.test(text) || SCIENTIFIC.test(text)) return Number(text);
  return /\d/.test(text) ? inCurrency(text) : undefined;
}

function inCurrency(text: string): number | undefined {
  const parts = PARTS.exec(text)?.groups;
  if (!parts) return undefined;
  const { open, close, sign, sign2, before = '', digits = '', dash, scale, after = '' } = parts;
  if ((open === undefined) !== (close === undefined)) return undefined;
  // Accountants put what is owed in parentheses; "(5)" is an aside.
  if (open !== undefined && /^[\d ]+$/.test(digits) && before + after === '') return undefined;
  const units = [before, after].map(unitOf);
  if (units.some((unit) => unit !== '' && !isUnit(unit))) return undefined;
  const hasCurrency = units.some((unit) => unit !== '' && unit !== '%');
  if (dash !== undefined && !hasCurrency) return undefined;
  // "5m" may be meters or minutes.
  if (scale !== undefined && scale.toLowerCase() !== 'k' && !hasCurrency) return undefined;
  if (/\/|per /i.test(text) && !hasCurrency) return undefined;
  const number = numberIn(
    digits,
    units.some((unit) => COMMA_CURRENCIES.has(unit)),
  );
  if (number === undefined) return undefined;
  const scaled = scale === undefined ? number : round(number * (SCALES[scale.toLowerCase()] ?? 1));
  const isNegative = open !== undefined || sign === '-' || sign2 === '-';
  return isNegative ? -scaled : scaled;
}

function unitOf(text: string): string {
  return text.trim().toLowerCase().replace(/\.$/, '');
}

/** A sign of a currency, also with its country, a code or a name, or a percent sign. */
function isUnit(unit: string): boolean {
  return unit === '%' || SIGN.test(unit) || CURRENCIES.has(unit);
}

const SIGN = /^(?:[a-z]{0,3}\p{Sc}|\p{Sc}[a-z]{1,3})$/u;

/** `1,299.00`, `1.299,00`, `1 299`, `1'299.-`. */
function numberIn(digits: string, dotsGroup: boolean): number | undefined {
  const text = digits.trim().replace(/[.,]$/, '').replace(/’/g, "'");
  const separators = [...new Set(text.replace(/\d/g, ''))];
  const last = text.search(/[.,](?=\d*$)/);
  if (separators.length === 0) return Number(text);
  const isDecimal = last >= 0 && decides(text, last, separators, dotsGroup);
  const whole = isDecimal ? text.slice(0, last) : text;
  const part = isDecimal ? text.slice(last + 1) : '';
  if (whole !== '' && !isGrouped(whole)) return undefined;
  return Number(`${whole.replace(/\D/g, '') || '0'}.${part || '0'}`);
}

/** Whether the last dot or comma is the decimal one. */
function decides(text: string, last: number, separators: readonly string[], dotsGroup: boolean): boolean {
  const sign = text[last] ?? '';
  const isAlone = text.indexOf(sign) === last;
  if (!isAlone) return false;
  if (separators.length > 1) return separators[separators.length - 1] === sign;
  const behind = text.length - last - 1;
  if (behind !== 3 || last === 0 || text.startsWith('0')) return true;
  return sign === '.' && !dotsGroup;
}

/** Groups of three with one sign between, or as in India: `1,29,900`. */
function isGrouped(whole: string): boolean {
  const sign = /\D/.exec(whole)?.[0];
  if (sign === undefined) return true;
  const groups = whole.split(sign);
  const [first = '', ...others] = groups;
  const lastGroup = others.at(-1) ?? '';
  const isDigits = groups.every((group) => /^\d+$/.test(group));
  const western = first.length <= 3 && others.every((group) => group.length === 3);
  const indian =
    sign === ',' &&
    first.length <= 2 &&
    lastGroup.length === 3 &&
    others.slice(0, -1).every((group) => group.length === 2);
  return isDigits && (western || indian);
}

/** What multiplying leaves over: 1.3 thousand is 1300. */
function round(number: number): number {
  return Math.round(number * 100) / 100;
}
