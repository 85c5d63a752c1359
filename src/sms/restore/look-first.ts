import type { Clock } from '../../clock';
import type { LeadRecord } from '../../leads/record';
import type { Restored } from '../../store/backup/restored';
import type { LeadStore } from '../../store/contract';
import type { Gateway, OutgoingText, SendOutcome, SentText } from '../gateway';
import { hasSameWords } from './same-words';

export interface LookingFirst {
  readonly store: LeadStore;
  readonly clock: Clock;
  readonly restored: Restored;
}

/** Journeys that were put back come to where they were within about the time that they lost, and holds on their way. */
const LOOKED_AT_LEAST_MS = 14 * 86_400_000;
const LOOKED_AT_MOST_MS = 60 * 86_400_000;

/** Until when each text is looked up before it is sent, ms UTC. */
export function looksUntil({ from, at }: Restored): number {
  return at + Math.min(LOOKED_AT_MOST_MS, Math.max(LOOKED_AT_LEAST_MS, 2 * (at - from)));
}

const ASK =
  'This lead store was put back from a backup, and nobody can look up which texts went out since it was taken. ' +
  'They may go out a second time when you let the texts of this account go on.';
const NO_ANSWER = 'It cannot be looked up now whether the provider has this text already.';

/**
 * The gateway of a store that was put back from a backup: nobody gets what the provider already has. Before each text is
 * sent the provider is asked for texts of these words to this number, since the backup was taken, which the store does not
 * know; one that is found is taken as this text. A gateway that cannot be asked sends nothing until a person lets it go on.
 * Answers to STOP, START and HELP are no texts of a journey and go out as ever, and so do texts to simulated phones, which
 * live in the store itself.
 */
export function lookFirst(gateway: Gateway, { store, clock, restored }: LookingFirst): Gateway {
  if (gateway.outcomeOf !== undefined) return gateway;
  let wasAsked = false;
  const lookUp = async (text: OutgoingText): Promise<SendOutcome | undefined> => {
    const record = await store.read({ id: text.lead });
    const message = record?.messages.find(({ id }) => id === text.message);
    if (!record || message?.purpose === 'answer') return undefined;
    if (!gateway.sentSince) {
      if (wasAsked) return undefined;
      wasAsked = true;
      return { kind: 'not_taken', why: 'account', reason: ASK };
    }
    let sent: readonly SentText[];
    try {
      sent = await gateway.sentSince(text.to, restored.from, text.sender);
    } catch {
      // Its own words may hold a number.
      return { kind: 'not_taken', why: 'no_network', reason: NO_ANSWER };
    }
    const known = sidsOf(record);
    const found = sent.find((one) => !known.has(one.sid) && hasSameWords(one.text, text.text));
    return found && { kind: 'accepted', sid: found.sid };
  };
  return {
    ...gateway,
    async send(text: OutgoingText): Promise<SendOutcome> {
      const settled = clock.now() < looksUntil(restored) ? await lookUp(text) : undefined;
      return settled ?? gateway.send(text);
    },
  };
}

function sidsOf({ messages }: LeadRecord): Set<string> {
  return new Set(messages.flatMap(({ life }) => ('sid' in life && life.sid ? [life.sid] : [])));
}
