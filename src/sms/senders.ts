import type { NodeId } from '../leads/enrollment';
import type { E164 } from '../leads/lead';
import type { LeadRecord } from '../leads/record';
import { placesOf } from '../permission/zones';

/**
 * Which of our numbers a lead hears from: always the one she knows, as long as it is there; else one whose area code is
 * near hers; else any, always the same for the same lead. undefined: the gateway chooses.
 */
export function senderFor(record: LeadRecord, account: NodeId, senders: readonly E164[]): E164 | undefined {
  if (senders.length < 2) return senders[0];
  const known = record.messages.findLast(
    ({ account: of, sender, life }) => of === account && sender !== undefined && life.state !== 'blocked',
  )?.sender;
  if (known !== undefined && senders.includes(known)) return known;
  return nearest(record.lead.phone, senders) ?? senders[spread(record.lead.id, senders.length)];
}

/** Same area code, else same state, else same time zone. */
function nearest(phone: E164, senders: readonly E164[]): E164 | undefined {
  if (!phone.startsWith('+1')) return undefined;
  const here = placesOf(phone);
  const shares = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.includes(one));
  return (
    senders.find((sender) => sender.startsWith(phone.slice(0, 5))) ??
    senders.find((sender) => shares(placesOf(sender).states, here.states)) ??
    senders.find((sender) => shares(placesOf(sender).zones, here.zones))
  );
}

function spread(id: string, count: number): number {
  let sum = 0;
  for (let i = 0; i < id.length; i++) sum = (sum * 31 + id.charCodeAt(i)) >>> 0;
  return sum % count;
}
