import type { LeadCondition } from '../../src/leads/condition';
import type { AwaitedConfig, WaitUntilConfig } from './config';

/** A wait in words, for the flow: "wait 1 day", "until Tue 09:00", "until 1 day before appointment". */
export function waitWords(config: Omit<WaitUntilConfig, 'name' | 'store'>): string {
  const date = config.awaits.find((one) => one.kind === 'date');
  if (date) return `until ${awaitedWords(date)}`;
  switch (config.timeout) {
    case 'after':
      return `wait ${counted(config.amount, config.unit)}`;
    case 'time':
      return `until ${dayWords(config.timeDays, 7)}${config.time}`;
    case 'window':
      return `until ${windowWords(config)}`;
    case 'business':
      return `until business hours, ${windowWords(config)}`;
    case 'never':
      return `until ${config.awaits.map(awaitedWords).join(' or ') || '…'}`;
  }
}

/** One output per awaited thing, then "timed out", or "its time" where that is what is waited for. */
export function waitOutputs({ awaits, timeout }: Pick<WaitUntilConfig, 'awaits' | 'timeout'>): string[] {
  return [...awaits.map(awaitedWords), timeout === 'after' || timeout === 'never' ? 'timed out' : 'its time'];
}

export function awaitedWords(awaited: AwaitedConfig): string {
  switch (awaited.kind) {
    case 'reply':
      return 'reply';
    case 'behavior':
      return awaited.where ? `${awaited.name} (${awaited.where.property})` : awaited.name;
    case 'condition': {
      const words = conditionWords(awaited.condition);
      return awaited.is ? words : `not ${words}`;
    }
    case 'date': {
      const { amount, unit, side, field } = awaited.date;
      return amount === 0 ? field : `${counted(amount, unit)} ${side} ${field}`;
    }
  }
}

function conditionWords(condition: LeadCondition): string {
  switch (condition.kind) {
    case 'tag':
      return `tag ${condition.has}`;
    case 'stage':
      return `stage ${condition.is.join(' or ')}`;
    case 'field': {
      const { key, test } = condition;
      return 'value' in test ? `${key} ${test.op} ${test.value}` : key;
    }
  }
}

function counted(amount: number, unit: string): string {
  return `${amount} ${amount === 1 ? unit.replace(/s$/, '') : unit}`;
}

function windowWords({
  windowStart,
  windowEnd,
  windowDays,
}: Omit<WaitUntilConfig, 'name' | 'store'>): string {
  return `${dayWords(windowDays, 7)}${windowStart}–${windowEnd}`;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** "Mon–Fri ", "Tue, Thu ", and nothing for the whole week. */
function dayWords(days: readonly number[], all: number): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  if (sorted.length >= all) return '';
  const [first = 1] = sorted;
  const last = sorted.at(-1) ?? first;
  const name = (day: number): string => DAYS[day - 1] ?? '';
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${name(first)}–${name(last)} `;
  return `${sorted.map(name).join(', ')} `;
}
