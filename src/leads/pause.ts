/**
 * Everything automatic holds still for a lead: due waits do not end, texts stay held, and what starts a journey is kept
 * until she is resumed.
 */
export interface Pause {
  /** ms UTC */
  readonly since: number;
  /** When it ends by itself, ms UTC; null: a person has to end it. */
  readonly until: number | null;
  /**
   * `person`: somebody took over the conversation. `unclear`: a reply that may have been an opt-out was asked about.
   * `snoozed`: she asked to be left alone until then. `loop`: a machine answers our texts, and a person has to look.
   */
  readonly reason: PauseReason;
  /** It ends when she has not replied for so long, ms: each reply moves `until`. */
  readonly silenceMs?: number;
}

export type PauseReason = 'person' | 'unclear' | 'snoozed' | 'loop';
