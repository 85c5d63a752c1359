import { derivedId } from '../derived-id';
import type { Message } from '../leads/message';
import type { Draft } from '../store/draft';
import type { Meaning } from './gateway';

type Again = Meaning & { readonly means: 'repeat' };

/** A try that may not go out within so long after it was planned, makes no sense any more, ms. */
const LATEST_AFTER_MS = 3 * 86_400_000;

/**
 * Plans another try of a text that was taken by the provider and certainly did not reach the phone: the same words, as a
 * text of its own, unless it would come too late or there were tries enough. The step of the text has gone on long ago and
 * hears nothing of it.
 */
export function planRepeat(draft: Draft, message: Message, { afterMs, times }: Again): Message | undefined {
  const nth = (message.repeats?.nth ?? 1) + 1;
  const after = draft.now + afterMs;
  if (nth > times + 1 || message.purpose === 'answer') return undefined;
  if (message.staleAt !== undefined && after >= message.staleAt) return undefined;
  const { validUntil: _, ...same } = message;
  const step = stepOfRepeat(message.step, nth);
  const repeat: Message = {
    ...same,
    id: derivedId('m', draft.lead.lead.id, step),
    step,
    plannedAt: draft.now,
    repeats: { first: message.repeats?.first ?? message.id, nth },
    life: { state: 'planned', after },
  };
  draft.add({ kind: 'message_planned', message: repeat });
  return repeat;
}

/** True when they are tries of one text: the earlier ones reached nobody. */
export function isSameText(message: Message, other: Message): boolean {
  const { repeats } = message;
  return repeats !== undefined && (other.id === repeats.first || other.repeats?.first === repeats.first);
}

/** Until when a try that may not go out now is kept, ms UTC; undefined: it is not worth it. */
export function keptUntil({ repeats, plannedAt }: Message, opens: number): number | undefined {
  return repeats !== undefined && opens <= plannedAt + LATEST_AFTER_MS ? opens : undefined;
}

/** Enrollment + node + visit, with the number of the try at the node. */
function stepOfRepeat(step: string, nth: number): string {
  const at = step.lastIndexOf(':');
  return `${step.slice(0, at).replace(/~\d+$/, '')}~${nth}${step.slice(at)}`;
}
