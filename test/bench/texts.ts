import { performance } from 'node:perf_hooks';
import { readPhone } from '../../src/leads/phone';
import { readReply } from '../../src/replies/reading';
import { readSnooze } from '../../src/replies/snooze';
import { chooseRoute, type Route } from '../../src/replies/routes';
import { countSegments } from '../../src/texts/segments';
import { renderText, type TextView } from '../../src/texts/template';
import { aLead } from '../permission/people';
import { inTurn, type Row } from './report';

const ROUNDS = 3;
const TEXT =
  'Hi {{firstName | "there"}}, your {{product | "bike"}} is ready. The offer ends {{now | plus 3 days | weekday}}. Questions? Just reply.';
const REPLIES = [
  ...['How much for 5 seats?', 'Yes please!', 'STOP', 'Liked “See you there”', 'call me after 5'],
  ...[
    'please take me off your list',
    'no puedo hoy, gracias',
    'Can we talk tomorrow afternoon about the setup?',
  ],
];
/** Pieces that cost much when a whole reply consists of them. */
const HOSTILE = [
  ...[
    'please stop by ',
    'do not ',
    'stop. ',
    '. ',
    'remove me from ',
    'take me and my number ',
    'no me envie mas ',
  ],
  ...[
    'stop the hell now ',
    'dont want to get these your all ',
    'ich will nicht mehr ',
    'a ',
    'unsubscrixx ',
    '\u0301\u0323',
  ],
].map((piece) => piece.repeat(1_600).slice(0, 1_600));
/** The same for wishes for later, which are read up to 160 characters. */
const HOSTILE_WISHES = [
  'text me on the ',
  'not until ',
  'maybe next ',
  'text me 1 1 1 ',
  'try me again at 5 at 5 ',
].map((piece) => piece.repeat(160).slice(0, 160));
const WISHING = { at: Date.UTC(2026, 2, 3), zones: ['America/New_York'], asked: false };

/** As every incoming text is read. */
function readAll(text: string): unknown {
  const reading = readReply(text);
  return reading.kind === 'text' ? (readSnooze(text, WISHING) ?? reading) : reading;
}

const ROUTES: readonly Route[] = [
  { name: 'demo', match: { kind: 'menu', number: 1, words: ['demo'] } },
  { name: 'pricing', match: { kind: 'menu', number: 2, words: ['pricing'] } },
  { name: 'yes', match: { kind: 'words', words: ['yes'] } },
  { name: 'call', match: { kind: 'contains', phrases: ['call me', 'ring me'] } },
  { name: 'mail', match: { kind: 'email' } },
  { name: 'question', match: { kind: 'question' } },
];

function routeOf(text: string): unknown {
  const about = { media: 0, unknownSender: false, late: false, at: 0, zone: 'America/New_York' };
  return chooseRoute({ text, reading: readReply(text), ...about }, ROUTES);
}

/** Work in memory that every text and every reply costs. */
export async function benchTexts(): Promise<Row[]> {
  const view: TextView = {
    lead: aLead(),
    brand: 'Acme',
    now: Date.UTC(2026, 2, 3),
    zone: 'America/New_York',
  };
  const rates = await inTurn(ROUNDS, {
    text: () => perSecond(20_000, () => write(view)),
    phone: () =>
      perSecond(20_000, (i) => readPhone(`(305) 555-${String(i % 10_000).padStart(4, '0')}`, 'US')),
    reply: () => perSecond(100_000, (i) => readAll(REPLIES[i % REPLIES.length] ?? '')),
    route: () => perSecond(20_000, (i) => routeOf(REPLIES[i % REPLIES.length] ?? '')),
    wishes: () =>
      slowest(HOSTILE_WISHES.map((text) => () => perSecond(200, () => readSnooze(text, WISHING)))),
    hostile: () => slowest(HOSTILE.map((text) => () => perSecond(200, () => readReply(text)))),
  });
  return [
    { what: 'render a text and count its segments', value: 1e6 / rates.text, unit: 'µs', aim: '<= 10' },
    { what: 'read a phone number', value: 1e6 / rates.phone, unit: 'µs' },
    { what: 'read replies', value: rates.reply, unit: '/s', aim: '>= 50,000' },
    {
      what: 'read a reply and find its route of six',
      value: rates.route,
      unit: '/s',
    },
    {
      what: 'read the worst of hostile replies of 1,600 characters',
      value: 1e6 / rates.hostile,
      unit: 'µs',
      aim: '<= 1,000',
    },
    {
      what: 'read the worst of hostile wishes for later',
      value: 1e6 / rates.wishes,
      unit: 'µs',
      aim: '<= 1,000',
    },
  ];
}

function write(view: TextView): void {
  const rendered = renderText(TEXT, view);
  if (!rendered.ok) throw new Error(rendered.problem);
  countSegments(rendered.text);
}

/** The lowest of several rates, measured one after the other. */
async function slowest(rates: readonly (() => Promise<number>)[]): Promise<number> {
  let lowest = Infinity;
  for (const rate of rates) lowest = Math.min(lowest, await rate());
  return lowest;
}

function perSecond(times: number, work: (i: number) => unknown): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < times; i++) work(i);
  return Promise.resolve((times / (performance.now() - start)) * 1000);
}
