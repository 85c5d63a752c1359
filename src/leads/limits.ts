import type { JsonObject } from '../json';
import { Problem } from '../problem';
import { MOST_FIELD_CHARACTERS, MOST_TAGS } from './record';

/** More than a lead may have. `message` is a sentence for people. */
export class TooMuch extends Problem {
  override readonly name = 'TooMuch';
}

/** @throws TooMuch when a lead would have more tags than she may */
export function checkTags(tags: readonly string[]): void {
  if (tags.length > MOST_TAGS) throw new TooMuch(`\`lead.tags\`: a lead can have at most ${MOST_TAGS} tags.`);
}

/** @throws TooMuch when the fields of a lead would be larger than they may */
export function checkFields(fields: JsonObject): void {
  if (JSON.stringify(fields).length > MOST_FIELD_CHARACTERS) {
    throw new TooMuch(
      `\`lead\`: the fields of a lead can have at most ${MOST_FIELD_CHARACTERS / 1024} KB in all.`,
    );
  }
}
