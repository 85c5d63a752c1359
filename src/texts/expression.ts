import { type Filter, Misfit, type Value, isEmpty, makeFilter } from './filters';
import type { Place } from './local-time';

/** What stands inside a tag, taken apart: `firstName | capitalize | "there"`. */
export interface Expression {
  /** As it is written, for messages to people. */
  readonly source: string;
  /** `['lead', 'city']`; `['.']` is the entry of a list that a section goes through. */
  readonly path: readonly string[];
  readonly fallbacks: readonly string[];
  /** The value after all filters and fallbacks; undefined: there is none. */
  finish(value: Value | undefined, place: Place): Value | undefined | Misfit;
}

type Step =
  { readonly kind: 'fallback'; readonly text: string } | { readonly kind: 'filter'; readonly run: Filter };

/** What stands before the quotes, and what in them. Word processors make the curved ones. */
const QUOTED = /^([^"“”'‘’]*)(?:["“”]([^"“”]*)["“”]|['‘’]([^'‘’]*)['‘’])$/;
const NAME_STEP = /^[^\s"'“”‘’{}<>|](?:[^"'“”‘’{}<>|]*[^\s"'“”‘’{}<>|])?$/;

/** Takes apart what stands inside a tag. A text answer says what is wrong with it. */
export function parseExpression(source: string): Expression | string {
  const [first = '', ...others] = splitPipes(source);
  const path = first === '.' ? ['.'] : first.split('.');
  if (path.length > 12 || !path.every((step) => NAME_STEP.test(step))) {
    return first === '' ? 'it is empty' : 'it does not begin with the name of a value';
  }
  const steps: Step[] = [];
  for (const part of others) {
    const step = parseStep(part);
    if (typeof step === 'string') return step;
    steps.push(step);
  }
  const fallbacks = steps.flatMap((step) => (step.kind === 'fallback' ? [step.text] : []));
  const name = path.at(-1) ?? '';
  return { source, path, fallbacks, finish: (value, place) => finish(value, steps, place, name) };
}

function finish(
  value: Value | undefined,
  steps: readonly Step[],
  place: Place,
  name: string,
): Value | undefined | Misfit {
  let current = isEmpty(value) ? undefined : value;
  for (const step of steps) {
    if (step.kind === 'fallback') {
      current ??= step.text;
    } else if (current !== undefined) {
      const filtered = step.run(current, place, name);
      if (filtered instanceof Misfit) return filtered;
      current = isEmpty(filtered) ? undefined : filtered;
    }
  }
  return current;
}

function parseStep(part: string): Step | string {
  const [, before = '', double, single] = QUOTED.exec(part) ?? [];
  const text = double ?? single;
  if (text === undefined && /["“”'‘’]/.test(part)) return 'its quotes do not fit';
  if (text !== undefined && before === '') return { kind: 'fallback', text };
  const words = (text === undefined ? part : before).trim().split(/\s+/);
  if (words[0] === '') return 'nothing follows after |';
  return asStep(makeFilter(words, text));
}

function asStep(filter: ReturnType<typeof makeFilter>): Step | string {
  return typeof filter === 'string' ? filter : { kind: 'filter', run: filter };
}

/** Splits at every `|` outside quotes. */
function splitPipes(source: string): string[] {
  const parts: string[] = [];
  let quote: RegExp | undefined;
  let start = 0;
  for (let i = 0; i < source.length; i++) {
    const character = source.charAt(i);
    if (quote) quote = quote.test(character) ? undefined : quote;
    else if (/["“”]/.test(character)) quote = /["“”]/;
    else if (/['‘’]/.test(character)) quote = /['‘’]/;
    else if (character === '|') {
      parts.push(source.slice(start, i).trim());
      start = i + 1;
    }
  }
  return [...parts, source.slice(start).trim()];
}
