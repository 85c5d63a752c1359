import type { JsonObject } from '../json';
import { Problem } from '../problem';
import type { Behavior } from './lead';
import { LARGE_BEHAVIOR, MOST_FIELD_CHARACTERS, MOST_TAG_CHARACTERS, MOST_TAGS } from './record';

/** More than a lead may have. `message` is a sentence for people. */
export class TooMuch extends Problem {
  override readonly name = 'TooMuch';
}

/** @throws TooMuch when a lead would have more tags, or longer ones, than they may */
export function checkTags(tags: readonly string[]): void {
  if (tags.length > MOST_TAGS) throw new TooMuch(`\`lead.tags\`: a lead can have at most ${MOST_TAGS} tags.`);
  if (tags.length > 0 && JSON.stringify(tags).length > MOST_TAG_CHARACTERS) {
    throw new TooMuch(
      `\`lead.tags\`: the tags of a lead can have at most ${MOST_TAG_CHARACTERS / 1024} KB in all.`,
    );
  }
}

/** @throws TooMuch when the fields of a lead would be larger than they may */
export function checkFields(fields: JsonObject): void {
  if (JSON.stringify(fields).length > MOST_FIELD_CHARACTERS) {
    throw new TooMuch(
      `\`lead\`: the fields of a lead can have at most ${MOST_FIELD_CHARACTERS / 1024} KB in all.`,
    );
  }
}

/** How many may be kept where usually `most` are, when each carries as much as this behavior; ten at least. */
export function mostWith(behavior: Behavior, most: number): number {
  const size = sizeOfBehavior(behavior);
  return size < LARGE_BEHAVIOR ? most : Math.max(10, Math.floor((most * LARGE_BEHAVIOR) / size));
}

/** Of its properties, in characters of JSON. Most behaviors have none, and every change and every start comes by here. */
export function sizeOfBehavior({ properties }: Behavior): number {
  for (const _ in properties) return JSON.stringify(properties).length;
  return '{}'.length;
}
