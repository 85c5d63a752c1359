import assert from 'node:assert/strict';
import type { GateName, Verdict } from '../../src/leads/verdict';
import { FEDERAL_HOURS } from '../../src/permission/hours';
import { judge, type ContactRules, type Question } from '../../src/permission/verdict';
import { aLedger, anEnrollment, aRecord, HOUR, MINUTE, utc } from './people';

/** A question that is allowed, and what the tests of the verdict change about it. */

export const rules: ContactRules = {
  consent: 'required',
  hours: FEDERAL_HOURS,
  cap: { count: 1, windowMs: 24 * HOUR },
  defaultZone: 'America/New_York',
  spreadMs: 10 * MINUTE,
};
export const noon = utc('2026-11-23T17:00:00Z');
export const night = utc('2026-11-23T07:07:00Z');
export const agreed = aRecord({ ledger: aLedger('consent') });
export const out = aRecord({ ledger: aLedger('consent', 'opt_out', 'consent') });
export const behavior = anEnrollment({ status: 'active' }).behavior;

export function ask(about: Partial<Question> = {}): Verdict {
  return judge({
    record: agreed,
    purpose: 'marketing',
    step: 's',
    at: noon,
    rules,
    spreadSeed: 'x',
    ...about,
  });
}

/** The verdict in one word: allow, or the reason of a hold or block. */
export function word(verdict: Verdict): string {
  return verdict.answer === 'allow' ? 'allow' : `${verdict.answer} ${verdict.reason}`;
}

export function gate(verdict: Verdict, name: GateName) {
  const found = verdict.gates.find((one) => one.gate === name);
  assert.ok(found);
  return found;
}
