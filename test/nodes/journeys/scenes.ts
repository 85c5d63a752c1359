import assert from 'node:assert/strict';
import { Stage, type StageOptions, type Step } from '../../support/stage';

/** One lead's way through an example, and all that can be seen of it at the end. */
export interface Scene {
  readonly title: string;
  /** When it begins, ms UTC; default: Tuesday 2026-03-03, 11:00 in New York. */
  readonly at?: number;
  readonly steps: readonly Step[];
  /** Both phones, line by line. */
  readonly phones: readonly string[];
  /** How each passage through the journey ended. */
  readonly journeys: readonly string[];
  /** What the debug nodes showed, by their name; none but these showed anything. */
  readonly heard?: Readonly<Record<string, readonly unknown[]>>;
  readonly stage?: string;
  readonly tags?: readonly string[];
}

/** Makes one test of each scene. */
export function playScenes(options: StageOptions, scenes: readonly Scene[]): void {
  const listeners = options.flows.filter(({ type }) => type === 'debug').map(({ name }) => String(name));
  for (const scene of scenes) {
    it(scene.title, async () => {
      const stage = await Stage.open({ ...options, ...(scene.at === undefined ? {} : { at: scene.at }) });
      try {
        await stage.play(scene.steps);
        assert.deepEqual(await stage.transcript(), scene.phones);
        assert.deepEqual(await stage.journeys(), scene.journeys);
        const heard = new Map(listeners.map((name) => [name, stage.heard(name)]));
        const silent = Object.fromEntries(listeners.map((name) => [name, []]));
        assert.deepEqual(Object.fromEntries(heard), { ...silent, ...scene.heard });
        const lead = (await stage.lead())?.lead;
        if (scene.stage !== undefined) assert.equal(lead?.stage, scene.stage);
        if (scene.tags !== undefined) assert.deepEqual(lead?.tags, scene.tags);
        assert.deepEqual(stage.red.complaints(), []);
      } finally {
        await stage.close();
      }
    });
  }
}
