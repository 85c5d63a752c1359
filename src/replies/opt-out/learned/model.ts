import { inflateRawSync } from 'node:zlib';
import { BUCKETS, featuresOf } from './features';

/** A linear model as it is stored: `weights` are signed bytes, compressed, in base64. */
export interface StoredModel {
  /** What one unit of a weight is worth. */
  readonly scale: number;
  readonly bias: number;
  readonly weights: string;
}

/** Of a longer reply each sentence is scored by itself: one request in it is enough. */
const LONG = 12;
const MOST_SENTENCES = 8;
const SENTENCE_END = /[.!?;\n]+/;

/** How likely a reply asks for no more texts, by the words that such replies are made of. */
export class LinearModel {
  readonly #weights: Int8Array;
  readonly #scale: number;
  readonly #bias: number;

  /** @throws Error when the weights are damaged */
  constructor({ scale, bias, weights }: StoredModel) {
    const bytes = inflateRawSync(Buffer.from(weights, 'base64'));
    if (bytes.length !== BUCKETS) throw new Error('The weights of the learned reader are damaged.');
    this.#weights = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#scale = scale;
    this.#bias = bias;
  }

  /** From 0 to 1. Of visible text; linear in its length. */
  likelihood(shown: string): number {
    return Math.max(...sentencesOf(shown).map((sentence) => this.#ofSentence(sentence)));
  }

  #ofSentence(sentence: string): number {
    const features = featuresOf(sentence);
    let sum = 0;
    for (const place of features) sum += this.#weights[place] ?? 0;
    return logistic((sum * this.#scale) / Math.sqrt(features.length) + this.#bias);
  }
}

export function logistic(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

/** The whole reply, or the sentences of a longer one. */
export function sentencesOf(shown: string): readonly string[] {
  if (shown.split(' ', LONG + 1).length <= LONG) return [shown];
  const sentences = shown
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
  return sentences.length === 0 ? [shown] : sentences.slice(0, MOST_SENTENCES);
}
