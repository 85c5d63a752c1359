/** Something that was told and is not in the store, for the answer to who told it. */
export interface Ignored {
  /** Such as `lead.zone`. Never holds a phone number. */
  readonly field: string;
  /** One sentence for people, without the value. */
  readonly because: string;
  /** `empty` says nothing, so nothing is lost; `unread` cannot be understood, and stands in the lead's history. */
  readonly why: 'empty' | 'unread';
}

/** Longer lists say no more. */
const MOST_IGNORED = 20;

/** Notes that something was left out; a long list ends with one entry for the rest. */
export function noteIgnored(ignored: Ignored[], entry: Ignored): void {
  if (ignored.length < MOST_IGNORED) ignored.push(entry);
  else if (ignored.length === MOST_IGNORED)
    ignored.push({ field: '…', because: 'More than this was left out.', why: 'unread' });
}
