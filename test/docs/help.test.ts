import assert from 'node:assert/strict';
import { replySnapshot } from '../../nodes/shared/messages';
import type { GateName } from '../../src/leads/verdict';
import { Document } from './documents';
import { LEFT, SEND_FAILURES, TURNED_AWAY, VERDICT_REASONS } from './node-sets';

/** Only an SMS send can come too late, or twice. */
const OF_SMS_SEND_ONLY = ['stale', 'already_sent'];

/** What the guard's help calls a gate; undefined: a guard is never in its way. */
const GATE_WORDS: Readonly<Record<GateName, string | undefined>> = {
  suppression: 'opt-out',
  pause: 'a pause of the lead',
  consent: 'consent',
  enrollment: 'the journey still being active and not held by another',
  number: 'a number that can get texts',
  contact_hours: 'contact hours',
  frequency_cap: 'the cap of the lead store',
  staleness: undefined,
  duplicate_step: undefined,
};

const REPLY = {
  id: 'r1',
  at: 0,
  text: 'Hi',
  to: '+13055550100',
  reading: { kind: 'text' },
  unknownSender: false,
} as const;

describe('the help', () => {
  it('of SMS send names every reason for which a text is not sent', () => {
    const told = wordsIn(paragraph('sms-send', 'The reasons are '));
    assert.deepEqual(told, sorted([...Object.keys(VERDICT_REASONS), ...SEND_FAILURES]));
  });

  it('of the opt-out guard names every reason for which it blocks', () => {
    const reasons = Object.keys(VERDICT_REASONS).filter((reason) => !OF_SMS_SEND_ONLY.includes(reason));
    const told = wordsIn(line('opt-out-guard', ': reason (string)'));
    assert.deepEqual(told, sorted([...reasons, 'store_unreadable']));
  });

  it('of the opt-out guard names every gate, in their order', () => {
    const [told = ''] = paragraph('opt-out-guard', 'The gates are ').split('. ');
    const words = Object.values(GATE_WORDS).filter((one) => one !== undefined);
    assert.equal(told, `The gates are ${words.slice(0, -1).join(', ')}, and ${words.at(-1)}`);
  });

  it('of the reply router, and the page, name every property of a reply', () => {
    const has = sorted([...Object.keys(replySnapshot(REPLY)), 'late']);
    assert.deepEqual(wordsIn(line('reply-router', ': reply (object)')), has);
    const page = new Document('docs/nodes.md').section('What is in a message');
    const [, told = ''] = /^\| `msg\.reply` +\|(.*)/m.exec(page) ?? [];
    for (const property of has) assert.ok(told.includes(`\`${property}\``), `the page lacks ${property}`);
  });

  it('of the lead trigger names every reason to leave, and to be turned away', () => {
    assert.deepEqual(wordsIn(paragraph('lead-trigger', '2. Left')), sorted(Object.keys(LEFT)));
    assert.deepEqual(wordsIn(paragraph('lead-trigger', '3. Turned away')), sorted(Object.keys(TURNED_AWAY)));
  });
});

/** The paragraph that begins so, as one line. */
function paragraph(set: string, beginning: string): string {
  const { text } = new Document(`nodes/${set}/help.md`);
  const found = text.split('\n\n').find((one) => one.startsWith(beginning));
  assert.ok(found, `the help of ${set} has no paragraph "${beginning}…"`);
  return found.replace(/\s+/g, ' ');
}

function line(set: string, beginning: string): string {
  const { text } = new Document(`nodes/${set}/help.md`);
  const found = text.split('\n').find((one) => one.trim().startsWith(beginning));
  assert.ok(found, `the help of ${set} has no line "${beginning}…"`);
  return found;
}

/** Each once; `msg.…` is no word of its own here. */
function wordsIn(text: string): string[] {
  return sorted(new Set([...text.matchAll(/`(\w+)`/g)].map(([, word = '']) => word)));
}

function sorted(words: Iterable<string>): string[] {
  return [...words].sort();
}
