import type { Clock } from '../../clock';
import type { Gateway, GatewayEvents, OutgoingText, SendOutcome, TextStatus } from '../gateway';

/** How long a simulated text takes to its phone, ms. */
const DELIVERY_MS = 1_000;

/**
 * Numbers that fail as Twilio's magic test numbers do (Twilio docs, "Test Credentials", read 2026-11), so that the
 * "not sent" output can be tried.
 */
const FAILING_NUMBERS: ReadonlyMap<string, { code: string; reason: string }> = new Map([
  ['+15005550001', { code: '21211', reason: 'This phone number is not valid.' }],
  ['+15005550004', { code: '21610', reason: 'The lead has opted out at the carrier.' }],
  ['+15005550009', { code: '21614', reason: 'This phone number cannot receive texts.' }],
]);

/**
 * Simulated phones: no account, no network, no cost. A phone's conversation is what the store says was accepted and
 * replied, so this gateway remembers nothing of its own and a text that is sent again after a crash is still one text.
 */
export function openSimulator(options: { readonly sender: string; readonly clock: Clock }): Gateway {
  const { sender, clock } = options;
  let events: GatewayEvents | undefined;
  let underWay: { readonly text: OutgoingText; readonly sid: string }[] = [];
  let cancelDelivery: (() => void) | undefined;

  /** One alarm for all that was sent in the meantime. */
  const deliver = (): void => {
    cancelDelivery = undefined;
    const arrived = underWay;
    underWay = [];
    for (const { text, sid } of arrived) {
      const status: TextStatus = { state: 'delivered', sid };
      events?.status(text.lead, text.message, status);
    }
  };

  return {
    sender,
    send(text): Promise<SendOutcome> {
      const fault = FAILING_NUMBERS.get(text.to);
      if (fault) return Promise.resolve({ kind: 'failed', ...fault });
      const sid = `SIM-${text.message}`;
      underWay.push({ text, sid });
      cancelDelivery ??= clock.wakeAt(clock.now() + DELIVERY_MS, deliver);
      return Promise.resolve({ kind: 'accepted', sid });
    },
    find: () => Promise.resolve({ kind: 'never_received' }),
    listen(to) {
      events = to;
    },
    close() {
      cancelDelivery?.();
      cancelDelivery = undefined;
      underWay = [];
      events = undefined;
    },
  };
}
