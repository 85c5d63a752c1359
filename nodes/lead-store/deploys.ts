import type { EventEmitter } from 'node:events';
import type { NodeAPI } from 'node-red';
import { realClock } from '../../src/clock';

/** A deploy gives nodes 15 s to close; who waits longer is told to come again, ms. */
const PATIENCE_MS = 20_000;

const known = new WeakMap<EventEmitter, Deploys>();

/**
 * Knows when flows are being deployed. In between some nodes are gone: a form posted then would be recorded and start no
 * journey, and a reply would not find the wait that asks for it. So whoever comes in from outside waits for the end.
 */
export class Deploys {
  #waiting: (() => void)[] = [];
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
  private constructor(events: EventEmitter, beforeStart: boolean) {
    this.#under = beforeStart;
    events.on('flows:stopping', () => {
      this.#under = true;
      for (const stopping of this.#stopping) stopping();
    });
    events.on('flows:started', () => {
      this.#under = false;
      for (const started of this.#started) started();
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const go of waiting) go();
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
      const giveUp = realClock.wakeAt(realClock.now() + PATIENCE_MS, () => {
        this.#waiting = this.#waiting.filter((one) => one !== go);
        resolve(false);
      });
      const go = (): void => {
        giveUp();
        resolve(true);
      };
      this.#waiting.push(go);
    });
  }
}
