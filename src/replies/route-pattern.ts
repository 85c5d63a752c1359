import { RE2JS, RE2JSException } from 're2js';
import { visible } from './words';

/** A pattern may be compiled to so many instructions: what a reply costs at most is this times its length. */
const MOST_INSTRUCTIONS = 210;

const compiled = new Map<string, RE2JS>();
const MOST_COMPILED = 500;

/**
 * What is wrong with a pattern, as a sentence for people; undefined when it can be used. Patterns are RE2's: linear in the
 * reply whatever they are, without lookaround and backreferences.
 */
export function problemOfPattern(pattern: string): string | undefined {
  try {
    return compile(pattern).programSize() <= MOST_INSTRUCTIONS
      ? undefined
      : 'the pattern is too large: use smaller numbers in { }, or fewer alternatives.';
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return `the pattern cannot be read: ${error.message.replace(/^error parsing regexp: /, '')}.`;
  }
}

/** What the pattern finds first in a reply: its first group, or all of it. Case does not matter. */
export function patternIn(text: string, pattern: string): string | undefined {
  const matcher = compile(pattern).matcher(visible(text));
  if (!matcher.find()) return undefined;
  const group = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
  return group ?? matcher.group() ?? '';
}

/** @throws RE2JSException when it is no pattern */
function compile(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known) return known;
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  const made = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  compiled.set(pattern, made);
  return made;
}
