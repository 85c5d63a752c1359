import type { ReleasePace } from '../../src/journeys/scheduler';
import { SHARED_NUMBERS, type SharedNumber } from '../../src/leads/model/person';
import { isZone } from '../../src/leads/zones';
import { HOURS_BY, type ContactWindow, type HoursBy } from '../../src/permission/contact-hours';
import { isClosedDate } from '../../src/permission/holidays';
import { CONSENT_RULES, ON_CAP, type ConsentRule, type OnCap } from '../../src/permission/rules';
import { MORE_HOURS, OWN_HOURS, checkHours } from '../shared/contact-hours';
import { ConfigReader, migrate, type Migration, type ReadConfig, type SavedConfig } from '../shared/config';

/** One client's leads, and the rules under which they may be texted. */
export interface LeadStoreConfig {
  readonly name: string;
  /** Last but one part of the webhook's address, `/nurture/<path>/behavior`, and the name of the folder. */
  readonly path: string;
  /** The sender's name that people know; the first text to a lead begins with it. */
  readonly brand: string;
  /** ISO 3166 country of phone numbers that are written without one. */
  readonly country: string;
  /** IANA zone of leads whose zone cannot be told from their number; empty: the zone of this machine. */
  readonly zone: string;
  /** Fields of leads that hold a day, whatever time stands with it. */
  readonly dayFields: readonly string[];
  /** Fields of leads that hold a moment, also when it is midnight. */
  readonly momentFields: readonly string[];
  readonly consent: ConsentRule;
  /** `by_state` counts the own hours only for leads outside the US, `window` for everybody. */
  readonly hours: HoursBy | 'any';
  /** Own hours. HH:MM, lead's time, inclusive */
  readonly hoursStart: string;
  /** HH:MM, lead's time, exclusive */
  readonly hoursEnd: string;
  /** ISO weekdays, 1 Monday to 7 Sunday */
  readonly days: readonly number[];
  /** More own hours, such as shorter ones on Saturdays. */
  readonly moreHours: readonly ContactWindow[];
  /** No marketing on the federal holidays of the US. */
  readonly federalHolidays: boolean;
  /** No marketing on these days: YYYY-MM-DD, or MM-DD for every year. */
  readonly closedDates: readonly string[];
  /** Whether an answer to what a lead wrote half an hour ago or less may leave at any hour. */
  readonly answersAnytime: boolean;
  /** Marketing texts per lead within `capHours`; 0 is no cap. */
  readonly capCount: number;
  readonly capHours: number;
  readonly onCap: OnCap;
  /** `try_out`: time can be moved by hand; only simulated phones are texted. */
  readonly clock: 'real' | 'try_out';
  /** `by_itself`: after what a lead does, the try-out clock goes from one thing that is due to the next. */
  readonly clockMoves: 'by_hand' | 'by_itself';
  /** Which waits leave at most `pacePerMinute` a minute: those that are late by over a minute, or all. */
  readonly pace: ReleasePace['which'];
  /** 0: as fast as it goes. */
  readonly pacePerMinute: number;
  /** Triggers that fire for a lead within so many seconds let her into one journey; 0: into each of theirs. */
  readonly coalesceSeconds: number;
  /** Behaviors that the webhook takes a minute; more are answered with 429. */
  readonly requestsPerMinute: number;
  /** Of them, those for one phone number. */
  readonly requestsPerNumber: number;
  readonly stopAnswer: string;
  readonly startAnswer: string;
  readonly helpAnswer: string;
  /** `stopAnswer` for who asks in Spanish, French, German or Portuguese; empty: as `stopAnswer`. */
  readonly stopAnswerEs: string;
  readonly stopAnswerFr: string;
  readonly stopAnswerDe: string;
  readonly stopAnswerPt: string;
  /** Asked once when a reply may be an opt-out and may not. */
  readonly unclearAnswer: string;
  /** YES from somebody who opted out lifts the opt-out, as START does. */
  readonly yesOptsIn: boolean;
  /** Texts of a lead that come within so many seconds of each other are one reply; 0: each is one. */
  readonly gatherSeconds: number;
  /** "Text me next Tuesday" is obeyed, and confirmed with `snoozeAnswer`. */
  readonly snooze: boolean;
  readonly snoozeAnswer: string;
  /** Confirms "not on Sundays", which `snooze` obeys too. */
  readonly quietAnswer: string;
  readonly preferenceAnswer: string;
  /** Lead stores with the same name here share one suppression list; empty: this store has its own alone. */
  readonly sharedList: string;
  /** Whom journeys under way speak of when another person gives the number of a lead. */
  readonly sharedNumber: SharedNumber;
  /** Consent counts once the lead has answered `confirmAnswer` with YES. */
  readonly doubleOptIn: boolean;
  readonly confirmAnswer: string;
}

export const VERSION = 2;
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, up: (old) => old },
  // Who set up a store before texts were gathered goes on without a pause.
  { version: 2, up: (old) => ({ gatherSeconds: 0, ...old }) },
];

export const DEFAULTS: LeadStoreConfig = {
  name: '',
  path: 'leads',
  brand: '',
  country: 'US',
  zone: '',
  dayFields: [],
  momentFields: [],
  consent: 'required',
  hours: 'by_state',
  hoursStart: '08:00',
  hoursEnd: '21:00',
  days: [1, 2, 3, 4, 5, 6, 7],
  moreHours: [],
  federalHolidays: false,
  closedDates: [],
  answersAnytime: true,
  capCount: 1,
  capHours: 24,
  onCap: 'hold',
  clock: 'real',
  clockMoves: 'by_hand',
  pace: 'overdue',
  pacePerMinute: 60,
  coalesceSeconds: 60,
  requestsPerMinute: 6_000,
  requestsPerNumber: 60,
  stopAnswer: "You're unsubscribed and won't get more texts from us. Reply START to get them again.",
  startAnswer: "You're back on the list. Reply STOP any time to end these texts, HELP for help.",
  helpAnswer: 'You get these texts because you asked us for information. Reply STOP to end them.',
  stopAnswerEs: 'Listo, ya no le enviaremos más mensajes. Responda START para recibirlos de nuevo.',
  stopAnswerFr:
    "C'est fait, vous ne recevrez plus nos messages. Répondez START pour les recevoir de nouveau.",
  stopAnswerDe: 'Erledigt, Sie bekommen keine Nachrichten mehr von uns. Mit START bekommen Sie sie wieder.',
  stopAnswerPt: 'Pronto, você não receberá mais mensagens nossas. Responda START para receber de novo.',
  unclearAnswer: 'Should we stop texting you? Reply STOP to stop.',
  yesOptsIn: false,
  gatherSeconds: 10,
  snooze: true,
  snoozeAnswer: 'OK, no texts before {{when}}. Reply STOP to end them for good.',
  quietAnswer: 'OK, no texts {{when}}. Reply STOP to end them for good.',
  preferenceAnswer: 'OK, {{wish}}. Reply STOP to end our texts for good.',
  sharedList: '',
  sharedNumber: 'as_entered',
  doubleOptIn: false,
  confirmAnswer: 'Do you want to get our texts? Reply YES to confirm, or STOP for none.',
};

/** A path stays readable in an address and safe as a folder name. */
export const PATH_PATTERN = /^[a-z0-9][a-z0-9-]{0,39}$/;
/** Two segments; enough for any of the three answers. */
const LONGEST_ANSWER = 306;

/** Confirmations in other languages, which may be empty. */
const STOP_ANSWERS = ['stopAnswerEs', 'stopAnswerFr', 'stopAnswerDe', 'stopAnswerPt'] as const;

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

function isCountry(code: string): boolean {
  // ZZ is "Unknown Region" (Unicode CLDR).
  return /^[A-Z]{2}$/.test(code) && code !== 'ZZ' && regions.of(code) !== undefined;
}

export function readLeadStore(saved: SavedConfig): ReadConfig<LeadStoreConfig> {
  const from = new ConfigReader(migrate(saved, MIGRATIONS));
  const config: LeadStoreConfig = {
    name: from.text('name', DEFAULTS.name),
    path: from.text('path', DEFAULTS.path).trim(),
    brand: from.text('brand', DEFAULTS.brand).trim(),
    country: from.text('country', DEFAULTS.country).trim().toUpperCase(),
    zone: from.text('zone', DEFAULTS.zone).trim(),
    dayFields: from.texts('dayFields', DEFAULTS.dayFields),
    momentFields: from.texts('momentFields', DEFAULTS.momentFields),
    consent: from.choice('consent', CONSENT_RULES, DEFAULTS.consent),
    hours: from.choice('hours', [...HOURS_BY, 'any'], DEFAULTS.hours),
    hoursStart: from.text('hoursStart', DEFAULTS.hoursStart),
    hoursEnd: from.text('hoursEnd', DEFAULTS.hoursEnd),
    days: from.texts('days', DEFAULTS.days.map(String)).map(Number),
    moreHours: from.list('moreHours', DEFAULTS.moreHours, readWindow),
    federalHolidays: from.flag('federalHolidays', DEFAULTS.federalHolidays),
    closedDates: from.texts('closedDates', DEFAULTS.closedDates),
    answersAnytime: from.flag('answersAnytime', DEFAULTS.answersAnytime),
    capCount: from.number('capCount', DEFAULTS.capCount, { from: 0, to: 1000 }),
    capHours: from.number('capHours', DEFAULTS.capHours, { from: 1, to: 24 * 90 }),
    onCap: from.choice('onCap', ON_CAP, DEFAULTS.onCap),
    clock: from.choice('clock', ['real', 'try_out'], DEFAULTS.clock),
    clockMoves: from.choice('clockMoves', ['by_hand', 'by_itself'], DEFAULTS.clockMoves),
    pace: from.choice('pace', ['overdue', 'all'], DEFAULTS.pace),
    pacePerMinute: from.number('pacePerMinute', DEFAULTS.pacePerMinute, { from: 0, to: 100_000 }),
    coalesceSeconds: from.number('coalesceSeconds', DEFAULTS.coalesceSeconds, { from: 0, to: 3600 }),
    requestsPerMinute: from.number('requestsPerMinute', DEFAULTS.requestsPerMinute, {
      from: 1,
      to: 10_000_000,
    }),
    requestsPerNumber: from.number('requestsPerNumber', DEFAULTS.requestsPerNumber, { from: 1, to: 100_000 }),
    stopAnswer: from.text('stopAnswer', DEFAULTS.stopAnswer).trim(),
    startAnswer: from.text('startAnswer', DEFAULTS.startAnswer).trim(),
    helpAnswer: from.text('helpAnswer', DEFAULTS.helpAnswer).trim(),
    stopAnswerEs: from.text('stopAnswerEs', DEFAULTS.stopAnswerEs).trim(),
    stopAnswerFr: from.text('stopAnswerFr', DEFAULTS.stopAnswerFr).trim(),
    stopAnswerDe: from.text('stopAnswerDe', DEFAULTS.stopAnswerDe).trim(),
    stopAnswerPt: from.text('stopAnswerPt', DEFAULTS.stopAnswerPt).trim(),
    unclearAnswer: from.text('unclearAnswer', DEFAULTS.unclearAnswer).trim(),
    yesOptsIn: from.flag('yesOptsIn', DEFAULTS.yesOptsIn),
    gatherSeconds: from.number('gatherSeconds', DEFAULTS.gatherSeconds, { from: 0, to: 120 }),
    snooze: from.flag('snooze', DEFAULTS.snooze),
    snoozeAnswer: from.text('snoozeAnswer', DEFAULTS.snoozeAnswer).trim(),
    quietAnswer: from.text('quietAnswer', DEFAULTS.quietAnswer).trim(),
    preferenceAnswer: from.text('preferenceAnswer', DEFAULTS.preferenceAnswer).trim(),
    sharedList: from.text('sharedList', DEFAULTS.sharedList).trim(),
    sharedNumber: from.choice('sharedNumber', SHARED_NUMBERS, DEFAULTS.sharedNumber),
    doubleOptIn: from.flag('doubleOptIn', DEFAULTS.doubleOptIn),
    confirmAnswer: from.text('confirmAnswer', DEFAULTS.confirmAnswer).trim(),
  };
  if (!PATH_PATTERN.test(config.path)) {
    from.fail('path', 'The path may have small letters, digits and hyphens, up to 40, such as "leads".');
  }
  if (config.sharedList !== '' && !PATH_PATTERN.test(config.sharedList)) {
    from.fail(
      'sharedList',
      'The name of the shared list may have small letters, digits and hyphens, up to 40, such as "group".',
    );
  }
  if (!isCountry(config.country)) from.fail('country', 'The country must be two letters, such as "US".');
  if (config.zone !== '' && !isZone(config.zone)) {
    from.fail('zone', 'The time zone is not known: write one such as "America/New_York", or leave it empty.');
  }
  const both = config.dayFields.find((field) => config.momentFields.includes(field));
  if (both !== undefined) from.fail('momentFields', `The field "${both}" holds a day or a moment, not both.`);
  checkHours(from, { start: config.hoursStart, end: config.hoursEnd, days: config.days }, OWN_HOURS);
  if (!config.closedDates.every(isClosedDate)) {
    from.fail('closedDates', 'Write closed days as 2026-12-24, or as 12-24 for every year, with commas.');
  }
  for (const answer of STOP_ANSWERS) {
    if (config[answer].length > LONGEST_ANSWER)
      from.fail(answer, `This answer may have up to ${LONGEST_ANSWER} characters.`);
  }
  for (const answer of [
    'stopAnswer',
    'startAnswer',
    'helpAnswer',
    'unclearAnswer',
    'snoozeAnswer',
    'quietAnswer',
    'preferenceAnswer',
    'confirmAnswer',
  ] as const) {
    if (config[answer] === '' || config[answer].length > LONGEST_ANSWER) {
      from.fail(answer, `This answer must have 1 to ${LONGEST_ANSWER} characters.`);
    }
  }
  return from.done(config);
}

function readWindow(from: ConfigReader): ContactWindow {
  const window = {
    start: from.text('start', ''),
    end: from.text('end', ''),
    days: from.texts('days', []).map(Number),
  };
  checkHours(from, window, MORE_HOURS);
  return window;
}
