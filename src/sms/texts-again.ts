import { createHash } from 'node:crypto';
import type { LeadRecord } from '../leads/record';
import type { Media, ReplyReading } from '../leads/reply';
import { idBeside } from '../journeys/repetitions';
import { isNewOptOut } from '../journeys/opt-outs';
import { agrees } from '../replies/assent';
import { readReply } from '../replies/reading';
import type { Draft } from '../store/draft';

/** What of a text tells whether it is the same as another. */
interface Text {
  readonly id: string;
  readonly text: string;
  readonly media?: readonly Media[];
  /** What the provider took it for. */
  readonly keyword?: 'opt_out' | 'opt_in' | 'help';
}

/**
 * The id under which a text is recorded; undefined when it was taken before. A webhook is signed without a time (Twilio
 * docs, "Webhooks security", read November 2026), so what was caught on its way may come again years later: of texts that
 * give a permission a digest is kept longer than the texts are. An opt-out that would change something counts, whatever
 * its id is; and an id that was used for another text tells nothing.
 */
export function idOfText(draft: Draft, text: Text): string | undefined {
  const record = draft.lead;
  const { replies, ledger } = record;
  const used = replies.find((reply) => reply.id === text.id);
  if (used && contentOf(used) !== contentOf(text)) {
    const other = idBeside(text.id, digest(contentOf(text)));
    return replies.some(({ id }) => id === other) ? again(record, text) : other;
  }
  if (used ?? (isAssent(draft, text) || ledger.some(({ source }) => source === `reply ${text.id}`)))
    return again(record, text);
  return text.id;
}

/** A text that was taken before counts once more when it is an opt-out and the lead has opted in since. */
function again({ ledger }: LeadRecord, { id, text, keyword }: Text): string | undefined {
  const isOptOut = keyword === 'opt_out' || readReply(text).kind === 'opt_out';
  if (!isOptOut || !isNewOptOut(ledger, { channel: 'sms' })) return undefined;
  return idBeside(id, ledger.at(-1)?.hash ?? '');
}

/** True for a text that lifts an opt-out or confirms consent, or would have where there is one. */
export function mayPermit({ text, keyword }: Text, reading: ReplyReading): boolean {
  return keyword === 'opt_in' || reading.kind === 'opt_in' || agrees(text);
}

/** Also of somebody who was deleted since. */
function isAssent(draft: Draft, text: Text): boolean {
  const digest = digestOfText(text);
  return (draft.lead.assents ?? []).includes(digest) || draft.isSuppressed(digest);
}

/** By what a text is known when it comes again. 22 letters, digits, - and _. */
export function digestOfText(text: Text): string {
  return digest(`${text.id}\n${contentOf(text)}`);
}

function contentOf({ text, media = [] }: Pick<Text, 'text' | 'media'>): string {
  return JSON.stringify([text, media.map(({ url }) => url)]);
}

function digest(content: string): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}
