/** The gates in the order they are looked at (ARCHITECTURE, promise 3). */
export const GATES = [
  'suppression',
  'pause',
  'consent',
  'enrollment',
  'number',
  'contact_hours',
  'frequency_cap',
  'staleness',
  'duplicate_step',
] as const;
export type GateName = (typeof GATES)[number];

/** What one gate found. Every gate is looked at for every attempt, so that a verdict explains itself. */
export type Gate = {
  readonly gate: GateName;
  /** The value the gate saw, in words a person reads, such as `20:15 America/New_York`. No number, no text. */
  readonly value: string;
  /** The rule it was held against, such as `hours.federal` or `cap.1_per_24h`. */
  readonly rule: string;
} & GateAnswer;

export type GateAnswer =
  | { readonly answer: 'allow' }
  /** `until`: when the gate opens, ms UTC. */
  | { readonly answer: 'hold'; readonly until: number }
  | { readonly answer: 'block' };

/** The guard's answer: block when any gate blocks, else hold until the last gate opens, else allow. */
export type Verdict = {
  /** ms UTC */
  readonly at: number;
  readonly gates: readonly Gate[];
} & (
  | { readonly answer: 'allow' }
  | { readonly answer: 'hold'; readonly until: number; readonly reason: string; readonly because: string }
  /** `reason` is one word such as `no_consent`; `because` one sentence for people. */
  | { readonly answer: 'block'; readonly reason: string; readonly because: string }
);
