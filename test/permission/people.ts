import type { Enrollment, EnrollmentState } from '../../src/leads/enrollment';
import type { E164, Lead } from '../../src/leads/lead';
import type { ActKind, LedgerEntry } from '../../src/leads/ledger';
import type { Message, MessagePurpose, MessageState } from '../../src/leads/message';
import type { LeadRecord } from '../../src/leads/record';
import { ledgerEntry } from '../../src/permission/ledger';
import { closedVerdict } from '../../src/permission/verdict';

/** Leads, ledgers and messages for the tests of this room. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function utc(iso: string): number {
  return Date.parse(iso);
}

export function aLead(about: Partial<Lead> = {}): Lead {
  return {
    id: 'lead1',
    phone: phone('+13055550142'),
    fields: {},
    tags: [],
    stage: 'fresh',
    createdAt: 0,
    ...about,
  };
}

/** A number that needs no reading. */
export function phone(number: string): E164 {
  return number as E164;
}

export function aRecord(about: Partial<LeadRecord> = {}): LeadRecord {
  return {
    lead: aLead(),
    behaviors: [],
    lastActiveAt: 0,
    enrollments: [],
    endedWaits: [],
    waits: [],
    handovers: [],
    messages: [],
    replies: [],
    ledger: [],
    notes: [],
    ...about,
  };
}

/** A chained ledger of these acts, a minute apart. */
export function aLedger(...kinds: Exclude<ActKind, 'preference'>[]): LedgerEntry[] {
  const ledger: LedgerEntry[] = [];
  for (const [index, kind] of kinds.entries()) {
    const at = index * MINUTE;
    ledger.push(
      ledgerEntry(ledger.at(-1), { kind, at, recordedAt: at, channel: 'sms', words: kind, source: 'a test' }),
    );
  }
  return ledger;
}

export function aMessage(
  about: Partial<Message> & { life?: MessageState; purpose?: MessagePurpose },
): Message {
  return {
    id: 'message1',
    step: 'another step',
    node: 'node1',
    account: 'account1',
    to: phone('+13055550142'),
    text: 'Hey Ana',
    segments: 1,
    purpose: 'marketing',
    plannedAt: 0,
    verdict: closedVerdict(0, 'For a test.'),
    life: { state: 'planned' },
    ...about,
  };
}

export function anEnrollment(state: EnrollmentState): Enrollment {
  const behavior = {
    id: 'b1',
    name: 'form_submitted',
    at: 0,
    properties: {},
    source: 'webhook' as const,
  };
  return { id: 'e1', journey: 'trigger1', journeyName: 'Fresh', enteredAt: 0, behavior, state };
}
