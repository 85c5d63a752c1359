import { deflateRawSync } from 'node:zlib';
import { BUCKETS, featuresOf } from '../../src/replies/opt-out/learned/features';
import { logistic, type StoredModel } from '../../src/replies/opt-out/learned/model';

/** A text, and whether it asks for no more texts. */
export interface Example {
  readonly text: string;
  readonly asks: boolean;
  /** How much it counts. */
  readonly weight: number;
}

const EPOCHS = 12;
const RATE = 0.6;
const DECAY = 1e-4;

/**
 * Logistic regression by stochastic gradient descent with AdaGrad's rates, then rounded to signed bytes. The same examples
 * and the same seed give the same model.
 */
export function train(examples: readonly Example[], seed: number): StoredModel {
  const ready = examples.map((example) => ({ ...example, features: featuresOf(example.text) }));
  const weights = new Float64Array(BUCKETS);
  const squares = new Float64Array(BUCKETS).fill(1e-2);
  let bias = 0;
  let biasSquares = 1;
  const random = mulberry32(seed);
  const order = ready.map((_, i) => i);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const i of order) {
      const example = ready[i];
      if (!example) continue;
      const { features, asks, weight } = example;
      const norm = 1 / Math.sqrt(features.length);
      let score = bias;
      for (const place of features) score += (weights[place] ?? 0) * norm;
      const error = ((asks ? 1 : 0) - logistic(score)) * weight;
      biasSquares += error * error;
      bias += (RATE * error) / Math.sqrt(biasSquares);
      for (const place of features) {
        const slope = error * norm - DECAY * (weights[place] ?? 0);
        const square = (squares[place] ?? 0) + slope * slope;
        squares[place] = square;
        weights[place] = (weights[place] ?? 0) + (RATE * slope) / Math.sqrt(square);
      }
    }
  }
  return stored(weights, bias);
}

function stored(weights: Float64Array, bias: number): StoredModel {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = largest / 127;
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale));
  const packed = deflateRawSync(Buffer.from(bytes.buffer), { level: 9 });
  return { scale, bias, weights: packed.toString('base64') };
}

/** A small generator of numbers from 0 to 1 that a seed decides (mulberry32, public domain). */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Puts them into an order that chance decides (Fisher and Yates). */
export function shuffle(items: unknown[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
}
