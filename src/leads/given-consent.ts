import { isJsonObject } from '../json';
import { Refusal, fullRoom, givenJson, givenTime, isMissing, own } from './given';
import { readAnswer } from './input/yes-or-no';
import type { Circumstances } from './ledger';
import { PURPOSES, type Purpose } from './message';

/** What was posted of an act of consent. What nobody told is left out: it is never made up. */
export interface GivenConsent extends GivenAct {
  /** To which texts; left out: marketing. */
  readonly covers?: Purpose;
  /** Which version of the wording it was. */
  readonly version?: string;
}

/** What was posted of something that a lead allowed or refused. */
export interface GivenAct extends Circumstances {
  /** The sentence that was ticked, or what she said, exactly. */
  readonly words?: string;
  /** Which page or form. */
  readonly source?: string;
  /** How it was said, such as `phone call`. */
  readonly channel?: string;
  /** When it was said, ms UTC; without a time of its own, when the behavior happened. */
  readonly at: number;
}

/** When something happened without a time of its own, and now; ms UTC. */
export interface Moment {
  readonly happenedAt: number;
  readonly now: number;
}

/**
 * Reads what was posted as `consent`: a yes in any usual word, a no, or an object whose `given` says so. A no is no consent, and no
 * opt-out. What nobody can understand is refused, as is a lead who opted out: neither may be accepted and dropped.
 * @throws Refusal
 */
export function readConsent(value: unknown, moment: Moment): GivenConsent | undefined {
  if (!isJsonObject(value)) return agreed(value, 'consent', { at: moment.happenedAt });
  const given = own(value, 'given');
  if (given === undefined) {
    throw new Refusal(
      'consent',
      '`consent` is an object and must say whether it was given: `given`: true or false.',
    );
  }
  return agreed(given, 'consent.given', consentIn(value, 'consent', moment));
}

/** The consent when the answer is a yes. @throws Refusal */
function agreed(value: unknown, field: string, told: GivenConsent): GivenConsent | undefined {
  const answer = readAnswer(value);
  switch (answer.says) {
    case 'yes':
      return answer.label === undefined ? told : { words: answer.label, ...told };
    case 'no':
    case 'nothing':
      return undefined;
    case 'out':
      throw new Refusal(field, `\`${field}\` says that the lead opted out: send \`optOut\`: true for that.`);
    case 'unclear':
      throw new Refusal(field, `\`${field}\` must be yes or no, such as true or false.`);
  }
}

/**
 * Reads what was posted as `optOut`: yes in any usual word, or an object with what is told of it. What cannot be understood is
 * refused, so that no request to stop is lost. @throws Refusal
 */
export function readOptOut(value: unknown, moment: Moment): GivenAct | undefined {
  if (!isJsonObject(value)) return out(value, 'optOut', { at: moment.happenedAt });
  const told = optOutIn(value, 'optOut', moment);
  const given = own(value, 'given');
  return isMissing(given) ? told : out(given, 'optOut.given', told);
}

/** The opt-out when the answer is a yes, or a wish to get no more. @throws Refusal */
function out(value: unknown, field: string, told: GivenAct): GivenAct | undefined {
  const answer = readAnswer(value);
  switch (answer.says) {
    case 'yes':
    case 'out':
      return told;
    case 'no':
    case 'nothing':
      return undefined;
    case 'unclear':
      throw new Refusal(
        field,
        `\`${field}\` must be true, or an object with \`words\`, \`channel\` and \`at\`.`,
      );
  }
}

/** What an object tells of an opt-out. `field` is what it is called. @throws Refusal */
export function optOutIn(value: object, field: string, moment: Moment): GivenAct {
  return actIn(value, field, moment);
}

/** What an object tells of a consent that was given. `field` is what it is called. @throws Refusal */
export function consentIn(value: object, field: string, moment: Moment): GivenConsent {
  const covers = givenKind(own(value, 'kind'), `${field}.kind`);
  const version = givenVersion(own(value, 'version'), `${field}.version`);
  return {
    ...(covers !== undefined && { covers }),
    ...(version !== undefined && { version }),
    ...actIn(value, field, moment),
  };
}

/** The most characters of all but the words. */
const LONGEST = 500;

function actIn(value: object, field: string, { happenedAt, now }: Moment): GivenAct {
  const text = (name: string, longest?: number): string | undefined =>
    givenText(own(value, name), `${field}.${name}`, longest);
  const told = {
    words: text('words'),
    source: text('source'),
    channel: text('channel', LONGEST),
    page: text('page', LONGEST),
    address: text('address', LONGEST),
    agent: text('agent', LONGEST),
    by: text('by', LONGEST),
  };
  const at = own(value, 'at');
  return {
    ...whatIsThere(told),
    at: isMissing(at) ? happenedAt : givenTime(at, `${field}.at`, now),
  };
}

function whatIsThere(told: Readonly<Record<string, string | undefined>>): Omit<GivenAct, 'at'> {
  return Object.fromEntries(
    Object.entries(told).flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])),
  );
}

function givenKind(value: unknown, field: string): Purpose | undefined {
  if (isMissing(value)) return undefined;
  const kind = PURPOSES.find((known) => known === value);
  if (!kind) throw new Refusal(field, `\`${field}\` must be one of ${PURPOSES.join(', ')}.`);
  return kind;
}

/** Versions are often numbers. */
function givenVersion(value: unknown, field: string): string | undefined {
  return givenText(typeof value === 'number' ? String(value) : value, field, LONGEST);
}

function givenText(value: unknown, field: string, longest?: number): string | undefined {
  if (isMissing(value)) return undefined;
  if (typeof value !== 'string') throw new Refusal(field, `\`${field}\` must be a text.`);
  if (longest !== undefined && value.length > longest) {
    throw new Refusal(field, `\`${field}\` is too long: at most ${longest} characters.`);
  }
  const text = givenJson(value, field, fullRoom({ entities: false }));
  return typeof text === 'string' ? text : undefined;
}
