import type { Meaning } from '../gateway';
import table from './data/errors.json';

/** What a code of Twilio means for us, and one sentence for people without a full stop. */
export interface TwilioError {
  readonly does: Does;
  readonly says: string;
  /** With `wait` and `repeat`: how long; without, back-off decides. */
  readonly minutes?: number;
  /** With `repeat`: how often at most. */
  readonly times?: number;
}

const DOES = [
  'stop_account',
  'stop_sender',
  'wait',
  'repeat',
  'find_out',
  'unusable',
  'opted_out',
  'refused',
  'ask',
  'fail',
] as const;
export type Does = (typeof DOES)[number];

const ERRORS: ReadonlyMap<string, TwilioError> = new Map(
  table.errors.map(({ code, does, ...more }) => [String(code), { ...more, does: doesOf(does) }]),
);

/** undefined for a code that nobody knows: Twilio adds codes without notice. */
export function knownError(code: string): TwilioError | undefined {
  return ERRORS.get(code);
}

/** In a report, where no HTTP status says more, a code that nobody knows is a plain failure. */
export function twilioError(code: string): TwilioError {
  return knownError(code) ?? { does: 'fail', says: `Twilio answered with code ${code}` };
}

const REPEAT_AFTER_MINUTES = 120;

/** What it means for us that a text ended with this code. */
export function meaningOf(code: string): Meaning {
  const { does, says, minutes = REPEAT_AFTER_MINUTES, times = 1 } = twilioError(code);
  const reason = `${says} (Twilio ${code}).`;
  switch (does) {
    case 'unusable':
    case 'opted_out':
    case 'refused':
    case 'stop_account':
    case 'stop_sender':
    case 'ask':
      return { means: does, reason };
    case 'repeat':
    // It was accepted and then could not go on: the same words may later.
    case 'wait':
      return { means: 'repeat', reason, afterMs: minutes * 60_000, times };
    case 'find_out':
    case 'fail':
      return { means: 'failed', reason };
  }
}

function doesOf(text: string): Does {
  return DOES.find((one) => one === text) ?? 'fail';
}
