import type { LeadStore } from '../store/contract';
import type { Gateway, OutgoingText, SendOutcome } from './gateway';

/**
 * Gives a text to its gateway. A gateway that breaks its promise never to reject leaves an unknown outcome, not a lost
 * message.
 * @throws StoreError, and nothing is sent, when another process works with the store now: it goes on with the text
 */
export async function callGateway(
  gateway: Gateway,
  text: OutgoingText,
  parts: { readonly store: LeadStore; readonly failed: (error: unknown) => void },
): Promise<SendOutcome> {
  await parts.store.ensureHeld();
  try {
    return await gateway.send(text);
  } catch (error) {
    parts.failed(error);
    return { kind: 'unknown' };
  }
}
