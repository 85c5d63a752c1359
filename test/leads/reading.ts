import assert from 'node:assert/strict';
import { type BehaviorInput, readBehaviorInput } from '../../src/leads/behavior-input';

export const NOW = Date.parse('2026-11-23T12:00:00Z');
export const PHONE = '+13055550142';

export function context() {
  let ids = 0;
  return { now: NOW, country: 'US', newId: () => `new${++ids}` };
}

export function accepted(value: unknown): BehaviorInput {
  const reading = readBehaviorInput(value, context());
  assert.ok(reading.ok, reading.ok ? '' : reading.problem);
  return reading.input;
}

export function refused(value: unknown): { field: string; problem: string } {
  const reading = readBehaviorInput(value, context());
  assert.ok(!reading.ok, 'this must not be accepted');
  return reading;
}
