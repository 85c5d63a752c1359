import type { EventEmitter } from 'node:events';
import type { NodeAPI } from 'node-red';
import { type Clock, realClock } from '../../src/clock';
import { othersTurn } from '../../src/turns';

/** A deploy gives nodes 15 s to close; who waits longer is told to come again, ms. */
const PATIENCE_MS = 20_000;
/** So many go on together before others get their turn: each of them has a form to read and a lead to change. */
const LOT = 50;

const known = new WeakMap<EventEmitter, Deploys>();

/**
 * Knows when flows are being deployed. In between some nodes are gone: a form posted then would be recorded and start no
 * journey, and a reply would not find the wait that asks for it. So whoever comes in from outside waits for the end.
 */
export class Deploys {
  readonly #waiting: Waiting[] = [];
  /** Set while the first of those who wait has time left. */
  #cancelLook: (() => void) | undefined;
  #lettingGo = false;
  readonly #stopping = new Set<() => void>();
  readonly #started = new Set<() => void>();
  #under: boolean;

  /** The one of this Node-RED: two listeners on its events, however many stores there are. */
  static of({ events, server }: NodeAPI): Deploys {
    const deploys = known.get(events) ?? new Deploys(events, !server?.listening);
    known.set(events, deploys);
    return deploys;
  }

  /**
   * `beforeStart`: Node-RED loads its nodes before it answers requests, and answers before the flows have started. A package
   * that is installed later finds both done.
   */
  constructor(
    events: EventEmitter,
    beforeStart: boolean,
    private readonly clock: Clock = realClock,
  ) {
    this.#under = beforeStart;
    events.on('flows:stopping', () => {
      this.#under = true;
      for (const stopping of this.#stopping) stopping();
    });
    events.on('flows:started', () => {
      this.#under = false;
      for (const started of this.#started) started();
      this.#letGo();
    });
  }

  /** Calls back before any node is closed. Returns what ends that. */
  onStopping(stopping: () => void): () => void {
    this.#stopping.add(stopping);
    return () => this.#stopping.delete(stopping);
  }

  /** Calls back after every start of the flows, when all nodes are there. Returns what ends that. */
  onStarted(started: () => void): () => void {
    this.#started.add(started);
    return () => this.#started.delete(started);
  }

  get isUnderWay(): boolean {
    return this.#under;
  }

  /** Resolves with true when no deploy is under way; with false when one does not end, as when flows were stopped. */
  async over(): Promise<boolean> {
    if (!this.#under) return true;
    return new Promise((resolve) => {
      this.#waiting.push({ patientUntil: this.clock.now() + PATIENCE_MS, goOn: resolve });
      this.#lookLater();
    });
  }

  /** One alarm for all: they come in the order in which their patience ends. */
  #lookLater(): void {
    const [first] = this.#waiting;
    if (!first || this.#lettingGo) return;
    this.#cancelLook ??= this.clock.wakeAt(first.patientUntil, () => {
      this.#cancelLook = undefined;
      this.#letGo(first.patientUntil);
    });
  }

  /** Lets those go on who need not wait any more, or who have waited long enough at this time (ms UTC). */
  #letGo(patience = -Infinity): void {
    if (this.#lettingGo) return;
    this.#cancelLook?.();
    this.#cancelLook = undefined;
    this.#lettingGo = true;
    this.#letGoInLots(patience).then(
      () => {
        this.#lettingGo = false;
        this.#lookLater();
      },
      () => undefined,
    );
  }

  async #letGoInLots(patience: number): Promise<void> {
    for (;;) {
      const lot = this.#waiting.splice(0, this.#sizeOfLot(patience));
      if (lot.length === 0) return;
      for (const { goOn } of lot) goOn(!this.#under);
      await othersTurn();
    }
  }

  #sizeOfLot(patience: number): number {
    const upTo = Math.max(patience, this.clock.now());
    const most = Math.min(LOT, this.#waiting.length);
    for (let size = 0; size < most; size++) {
      if (this.#under && (this.#waiting[size]?.patientUntil ?? 0) > upTo) return size;
    }
    return most;
  }
}

interface Waiting {
  /** ms UTC */
  readonly patientUntil: number;
  /** With whether the deploy has ended. */
  readonly goOn: (over: boolean) => void;
}
