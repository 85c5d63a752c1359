/**
 * What only marketing says. Who calls such a text transactional texts people who agreed to less, at night and over the cap:
 * what a text says decides what it is, not its label (47 CFR 64.1200(f)(1), (f)(13): advertisement, telemarketing).
 */
const SELLING: readonly RegExp[] = [
  /\b\d{1,3} ?(?:%|percent) (?:off|discount|savings?|cheaper)\b/i,
  /(?:[$€£] ?\d[\d.,]*|\b\d[\d.,]* ?(?:[$€£]|dollars?|euros?)) off\b/i,
  /\b(?:save|saving) (?:up to )?(?:\d{1,3} ?%|[$€£] ?\d)/i,
  /\b(?:discounts?|coupons?|promo(?:tion)?s?(?: code)?|vouchers?|flash sale|clearance|black friday|cyber monday)\b/i,
  /\b(?:special|limited|exclusive|introductory)[ -](?:time )?(?:offer|deal|price|pricing)s?\b/i,
  /\b(?:our|the|big|summer|winter|spring|holiday|end-of-\w+) sale\b|\bon sale\b/i,
  /\b(?:shop|buy|order) (?:now|today)\b/i,
  /\b(?:free trial|buy one,? get one|bogo|two for one|lowest prices?|best deals?)\b/i,
  /\b(?:last chance|don't miss (?:out|this)|while (?:supplies|stocks?) lasts?)\b/i,
];

/** The words of a text that sound like marketing, and where (UTF-16 units from 0); undefined when none does. */
export function sellingWords(words: string): { readonly words: string; readonly at: number } | undefined {
  const found = SELLING.map((pattern) => pattern.exec(words)).filter((match) => match !== null);
  const [first] = found.sort((a, b) => a.index - b.index);
  return first && { words: first[0], at: first.index };
}
