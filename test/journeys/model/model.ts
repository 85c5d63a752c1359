import { DAY, MINUTE } from '../../support/house';

export type Stage = 1 | 2;
export type End = 'due' | 'click' | 'reply';
export type Policy = 'once' | 'once_while_active' | 'restart';
export type OnEdit = 'rebase' | 'keep' | 'release';

/** What the two waits of the journey are set to, ms. */
export type Lengths = Readonly<Record<Stage, number>>;

interface ModelWait {
  readonly stage: Stage;
  readonly since: number;
  due: number;
  /** The length of the node that it follows, ms. */
  length: number;
  /** How it ended while everything held still for the lead. */
  latched?: End;
}

/**
 * The journey in the plainest words there are, for one lead: a form starts it, text one, wait one, text two, wait two, text
 * three. A click ends a wait and gets a text of its own, a reply ends wait one and is answered by a person, a purchase or
 * any other reply ends the journey. Nothing in here knows how the engine does it.
 */
export class Model {
  readonly texts: string[] = [];
  readonly left: string[] = [];
  readonly turnedAway: string[] = [];
  wait: ModelWait | undefined;
  paused = false;
  optedOut = false;
  #saidStart = false;
  /** The nodes of the waits that are deployed. */
  readonly here: Record<Stage, boolean> = { 1: true, 2: true };
  lengths: Lengths;
  /** When the behavior happened that began the passage. */
  #enteredAt = 0;
  #entries = 0;
  #purchases: number[] = [];
  #postponed: number | undefined;

  constructor(
    private readonly policy: Policy,
    public now: number,
    lengths: Lengths,
  ) {
    this.lengths = lengths;
  }

  form(): void {
    if (this.paused) this.#postponed = this.now;
    else this.#enter(this.now);
  }

  click(): void {
    const { wait } = this;
    if (!wait || wait.latched || !this.here[wait.stage] || this.now < wait.since - MINUTE) return;
    this.#end(wait, 'click');
  }

  purchase(): void {
    this.#purchases.push(this.now);
    // A purchase from before she entered says nothing about this journey.
    if (this.wait && this.now >= this.#enteredAt) this.#leave('converted');
  }

  reply(): void {
    const { wait } = this;
    if (!wait || wait.latched) return;
    if (wait.stage === 1 && this.here[1]) this.#end(wait, 'reply');
    else this.#leave('replied');
  }

  stop(): void {
    this.optedOut = true;
    this.#saidStart = false;
    if (this.wait) this.#leave('opted_out');
  }

  /** From somebody who said so before, START is an answer like any other. */
  start(): void {
    if (this.#saidStart) {
      this.reply();
      return;
    }
    this.#saidStart = true;
    this.optedOut = false;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    if (!this.paused) return;
    this.paused = false;
    const postponed = this.#postponed;
    this.#postponed = undefined;
    if (postponed !== undefined) this.#enter(postponed);
    this.#catchUp();
  }

  /** Time passes to `end`; what falls due on the way happens at its own time. */
  passTo(end: number): void {
    for (let due = this.#nextDue(end); due !== undefined; due = this.#nextDue(end)) {
      this.now = Math.max(this.now, due);
      this.#endByTime();
    }
    this.now = end;
  }

  /** The machine's clock is set, and nothing rang on the way. */
  jumpTo(time: number): void {
    this.now = time;
    this.#catchUp();
  }

  deploy(lengths: Lengths, onEdit: OnEdit, here: Readonly<Record<Stage, boolean>>): void {
    const before = this.lengths;
    Object.assign(this.here, here);
    // A node that is gone is edited when it comes back.
    this.lengths = { 1: here[1] ? lengths[1] : before[1], 2: here[2] ? lengths[2] : before[2] };
    const { wait } = this;
    const isEdited = wait !== undefined && this.lengths[wait.stage] !== before[wait.stage];
    if (isEdited && !wait.latched) this.#replan(wait, onEdit);
    this.#catchUp();
  }

  /** One wait that is due ends now; false when none is. */
  endByTime(): boolean {
    return this.#nextDue(this.now) !== undefined && this.#endByTime();
  }

  #replan(wait: ModelWait, onEdit: OnEdit): void {
    const length = this.lengths[wait.stage];
    if (onEdit === 'keep' || wait.length === length) return;
    wait.length = length;
    wait.due = onEdit === 'release' ? this.now : wait.since + length;
  }

  #enter(happened: number): void {
    const reason = this.#whyNot(happened);
    if (reason !== undefined) {
      this.turnedAway.push(reason);
      return;
    }
    if (this.wait) this.#leave('restarted');
    this.#entries++;
    this.#enteredAt = happened;
    this.texts.push('one');
    this.#park(1);
  }

  #whyNot(happened: number): string | undefined {
    if (this.optedOut) return 'opted_out';
    if (this.policy === 'once' && this.#entries > 0) return 'already_entered';
    if (this.policy === 'once_while_active' && this.wait) return 'still_inside';
    if (this.#purchases.some((at) => at > happened)) return 'already_ended';
    return this.now - happened > DAY ? 'too_old' : undefined;
  }

  /** A node that is gone is wired to nothing. */
  #park(stage: Stage): void {
    if (!this.here[stage]) return;
    const length = this.lengths[stage];
    this.wait = { stage, since: this.now, due: this.now + length, length };
  }

  #leave(reason: string): void {
    this.wait = undefined;
    this.left.push(reason);
  }

  #end(wait: ModelWait, end: End): void {
    if (this.paused) {
      wait.latched = end;
      return;
    }
    this.wait = undefined;
    if (end === 'reply') return;
    this.texts.push(end === 'click' ? `click ${wait.stage}` : wait.stage === 1 ? 'two' : 'three');
    if (wait.stage === 1) this.#park(2);
  }

  /** When the wait ends by itself, if that is up to `end`. */
  #nextDue(end: number): number | undefined {
    const { wait } = this;
    if (!wait || this.paused || !this.here[wait.stage]) return undefined;
    const due = wait.latched ? this.now : wait.due;
    return due <= end ? due : undefined;
  }

  #endByTime(): boolean {
    const { wait } = this;
    if (!wait) return false;
    this.#end(wait, wait.latched ?? 'due');
    return true;
  }

  #catchUp(): void {
    while (this.endByTime());
  }
}
