/** Names what a fault can happen to: calls of `fs` that do the same count as one. */
export type Call = 'open' | 'read' | 'write' | 'sync' | 'rename' | 'remove' | 'stat';

/** What goes wrong with calls of a kind. */
export interface DiskFault {
  readonly on: readonly Call[];
  /** Only files whose path contains this; left out: all files. */
  readonly path?: string;
  /** The call fails with this code, such as `EIO`. */
  readonly error?: string;
  /** A write that fails lets so many bytes through first. */
  readonly leavesBytes?: number;
  /**
   * A sync that fails has lost what was written since the last one, as Linux does: the pages count as clean, and whoever
   * reads the file after a restart sees what is on the disk.
   */
  readonly losesUnsynced?: boolean;
  /** The call begins so much later, ms. */
  readonly delayMs?: number;
}

/** What the clock of the machine shows beside the real time. */
export interface ClockFault {
  /** Added to the time, ms. */
  readonly offsetMs: number;
}

/** All that is wrong with the machine at a time. */
export interface FaultPlan {
  readonly disk?: readonly DiskFault[];
  readonly clock?: ClockFault;
}

/** The environment variable that names the file with the plan. */
export const PLAN_VARIABLE = 'LEAD_NURTURE_FAULTS';
