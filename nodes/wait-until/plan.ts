import { awaitedKey } from '../../src/journeys/wait-plans';
import type { Schedule } from '../../src/leads/schedule';
import type { Wait, WaitEnd, WaitPlan } from '../../src/leads/wait';
import type { WaitUntilConfig } from './config';

const SPREAD_MS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000 } as const;

/** What the node is set to, as the engine follows it. Each awaited thing leaves by the output of its place in the list. */
export function planOf(config: WaitUntilConfig): WaitPlan {
  return {
    schedule: scheduleOf(config),
    spreadMs: Math.round(config.spread * SPREAD_MS[config.spreadUnit]),
    awaits: config.awaits.map((one, output) => ({ ...one, output })),
  };
}

function scheduleOf(config: WaitUntilConfig): Schedule {
  const { timeout, amount, unit, time, timeDays, timePast, windowStart, windowEnd, windowDays } = config;
  switch (timeout) {
    case 'after':
      return { kind: 'after', amount, unit };
    case 'time':
      return { kind: 'time', time, days: timeDays, past: timePast };
    case 'window':
    case 'business': {
      const zone = timeout === 'business' ? 'store' : 'lead';
      return { kind: 'window', start: windowStart, end: windowEnd, days: windowDays, zone };
    }
    case 'never':
      return { kind: 'never' };
  }
}

/**
 * Where the message leaves: by what ended the wait as the node awaits it now, because outputs may have changed places
 * since; the last output is for the end of the time, and also takes what is not awaited any more.
 */
export function outputOf(wait: Wait, end: WaitEnd, { awaits }: WaitPlan): number {
  if (!('output' in end)) return awaits.length;
  const ended = wait.awaits.find((one) => one.output === end.output && one.kind === end.kind);
  const same = ended ? awaits.findIndex((one) => awaitedKey(one) === awaitedKey(ended)) : -1;
  return same < 0 ? awaits.length : same;
}
