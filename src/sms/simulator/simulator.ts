import { isE164 } from '../../leads/phone';
import type { Gateway, OutgoingText, SendOutcome } from '../gateway';
import { meaningOf } from '../twilio/errors';

/**
 * Numbers that fail as Twilio's magic test numbers do (Twilio docs, "Test Credentials", read 2026-11), so that the
 * "not sent" output can be tried, and with the same effects: who is opted out at the carrier is so here from then on.
 */
const FAILING_NUMBERS: ReadonlyMap<string, { code: string; reason: string }> = new Map([
  ['+15005550001', { code: '21211', reason: 'This phone number is not valid.' }],
  ['+15005550004', { code: '21610', reason: 'The lead has opted out at the carrier.' }],
  ['+15005550009', { code: '21614', reason: 'This phone number cannot receive texts.' }],
]);

/**
 * Simulated phones: no account, no network, no cost; a text arrives at once. A phone's conversation is what the store says
 * was delivered and replied, so this gateway remembers nothing, and a text that is sent again after a crash is still one
 * text.
 */
export function openSimulator({ sender }: { readonly sender: string }): Gateway {
  return {
    senders: isE164(sender) ? [sender] : [],
    simulated: true,
    send: (text) => Promise.resolve(outcomeOf(text)),
    outcomeOf,
    meaningOf,
    find: () => Promise.resolve({ kind: 'never_received' }),
    listen: () => undefined,
    close: () => undefined,
  };
}

function outcomeOf({ to, message }: OutgoingText): SendOutcome {
  const fault = FAILING_NUMBERS.get(to);
  if (fault) return { kind: 'failed', ...fault };
  return { kind: 'accepted', sid: `SIM-${message}`, state: 'delivered' };
}
