import type { ContactWish } from '../leads/model/contact-wish';

type Often = ContactWish & { readonly channel: 'texts' };

/** Words for a span of time in the languages of opt-outs, as they are compared. */
const PERIODS: { readonly [per in Often['per']]: string } = {
  day: 'day|daily|dia|diario|diarios|jour|tag|taglich',
  week: 'week|wk|weekly|semana|semanal|semanales|semaine|hebdo|woche|wochentlich',
  month: 'month|monthly|mes|mensual|mensal|mois|mensuel|monat|monatlich',
};

const NUMBERS: Readonly<Record<string, number>> = {
  ...{ a: 1, an: 1, one: 1, once: 1, two: 2, twice: 2, three: 3, four: 4, five: 5 },
  ...{ un: 1, una: 1, uno: 1, dos: 2, tres: 3, une: 1, deux: 2, trois: 3 },
  ...{ ein: 1, eine: 1, einmal: 1, zwei: 2, zweimal: 2, drei: 3, um: 1, uma: 1, dois: 2, duas: 2 },
};

const COUNT = `\\d{1,2}|${Object.keys(NUMBERS).join('|')}`;
const THINGS =
  'x|time|times|text|texts|message|messages|msg|msgs|sms|texto|textos|mensaje|mensajes|vez|veces|fois|message|mal|nachricht|mensagem|mensagens|vezes';
const PER = 'a|per|every|each|each and every|in a|al|a la|por|cada|par|pro|im|in der|na|no';

/**
 * How many texts a lead asks for at most, from plain words: `once a week is enough`, `weekly is fine`, `uno por semana`;
 * undefined when that cannot be told.
 */
export function howOften(said: string): Often | undefined {
  for (const per of ['week', 'month', 'day'] as const) {
    const counted = new RegExp(`\\b(${COUNT})(?: (?:${THINGS}))? (?:${PER}) (?:${PERIODS[per]})\\b`).exec(
      said,
    );
    if (counted) return { channel: 'texts', most: numberOf(counted[1] ?? ''), per };
  }
  const bare = /\b(?:daily|diario|diarios|taglich|every day|jeden tag|todos los dias|todo dia)\b/;
  const rest = said.replace(bare, ' ');
  if (/\b(?:weekly|semanal|hebdo|wochentlich)\b/.test(rest))
    return { channel: 'texts', most: 1, per: 'week' };
  if (/\b(?:monthly|mensual|mensal|mensuel|monatlich)\b/.test(rest))
    return { channel: 'texts', most: 1, per: 'month' };
  return undefined;
}

function numberOf(word: string): number {
  return NUMBERS[word] ?? Number(word);
}
