import { performance } from 'node:perf_hooks';
import { readPhone } from '../../src/leads/phone';
import { readReply } from '../../src/replies/reading';
import { countSegments } from '../../src/texts/segments';
import { renderText, type TextView } from '../../src/texts/template';
import { aLead } from '../permission/people';
import { inTurn, type Row } from './report';

const ROUNDS = 3;
const TEXT =
  'Hi {{firstName | "there"}}, your {{product | "bike"}} is ready. The offer ends {{now | plus 3 days | weekday}}. Questions? Just reply.';
const REPLIES = ['How much for 5 seats?', 'Yes please!', 'STOP', 'Liked “See you there”', 'call me after 5'];
const HOSTILE = 'please stop by '.repeat(120).slice(0, 1_600);

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
    reply: () => perSecond(20_000, (i) => readReply(REPLIES[i % REPLIES.length] ?? '')),
    hostile: () => perSecond(500, () => readReply(HOSTILE)),
  });
  return [
    { what: 'render a text and count its segments', value: 1e6 / rates.text, unit: 'µs', aim: '<= 10' },
    { what: 'read a phone number', value: 1e6 / rates.phone, unit: 'µs' },
    { what: 'read replies', value: rates.reply, unit: '/s', aim: '>= 50,000' },
    {
      what: 'read a hostile reply of 1,600 characters',
      value: 1e6 / rates.hostile,
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

function perSecond(times: number, work: (i: number) => unknown): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < times; i++) work(i);
  return Promise.resolve((times / (performance.now() - start)) * 1000);
}
