import Mustache from 'mustache';
import { type Expression, parseExpression } from './expression';
import { type Placeholder, findPlaceholders } from './placeholders';

/** Longer templates are refused; a text has at most 1,600 units. */
const LONGEST_TEMPLATE = 5_000;
const MOST_TEMPLATES = 500;

/** A template that can be rendered. */
export interface Template {
  readonly ok: true;
  /** Mustache's own tokens. */
  readonly tokens: string[][];
  /** By what stands inside the tag. */
  readonly expressions: ReadonlyMap<string, Expression>;
  readonly tags: readonly Tag[];
  /** What looks like a placeholder in the author's own words, the fallbacks among them. */
  readonly placeholders: readonly Placeholder[];
}

/** A tag that prints a value, with the sections around it, the outermost first. */
export interface Tag {
  readonly expression: Expression;
  readonly at: number;
  readonly end: number;
  readonly kind: 'value' | 'section' | 'inverted';
  readonly inside: readonly Expression[];
}

/** Why a template cannot be rendered. `problem` is a sentence for people, `at` where, in UTF-16 units from 0. */
export interface BrokenTemplate {
  readonly ok: false;
  readonly problem: string;
  readonly rule: 'template.broken' | 'template.tag' | 'template.long';
  readonly at?: number;
}

type Token = readonly [type: string, value: string, start: number, end: number, children?: Token[]];

/** Mustache's types say `string[][]`, its documentation says this; both are the same lists. */
type Tokens = string[][] & readonly Token[];

/** Mustache's parser gives nothing else; its types do not say so. */
function areTokens(parsed: unknown): parsed is Tokens {
  return Array.isArray(parsed);
}

const templates = new Map<string, Template | BrokenTemplate>();
const parser = new Mustache.Writer();

/** Reads a template; the last 500 are remembered. Never throws. */
export function readTemplate(text: string): Template | BrokenTemplate {
  const known = templates.get(text);
  if (known) return known;
  const read = parse(text);
  if (templates.size >= MOST_TEMPLATES) {
    const oldest = templates.keys().next();
    if (!oldest.done) templates.delete(oldest.value);
  }
  templates.set(text, read);
  return read;
}

/** A tag in a template that could be read. */
export const TAG = /\{\{\{?[^{}]*\}\}\}?/g;

/** The template with `\u0001` in the place of every unit of a tag, so that only the author's words stay, where they were. */
export function authorsWords(text: string): string {
  return text.replace(TAG, (tag) => '\u0001'.repeat(tag.length));
}

function parse(text: string): Template | BrokenTemplate {
  if (text.length > LONGEST_TEMPLATE) {
    return {
      ok: false,
      rule: 'template.long',
      problem: `The text is longer than ${LONGEST_TEMPLATE} characters.`,
    };
  }
  try {
    // Mustache would remember every template for ever, and its own tags may have been changed by somebody else.
    const parsed: unknown = parser.parse(text, ['{{', '}}']);
    return areTokens(parsed) ? readTokens(text, parsed) : broken(text, '');
  } catch (error) {
    return broken(text, error instanceof Error ? error.message : '');
  } finally {
    parser.clearCache();
  }
}

/** `{{!Contact.FirstName}}`; a note of the author has blanks. */
const OTHERS_TAG = /^\p{L}\w{1,30}\.\w{1,40}$/u;

function readTokens(text: string, tokens: Tokens): Template | BrokenTemplate {
  const expressions = new Map<string, Expression>();
  const tags: Tag[] = [];
  const walk = (list: readonly Token[], inside: readonly Expression[]): BrokenTemplate | undefined => {
    for (const [type, value, at, end, children] of list) {
      if (type === 'text') continue;
      if (type === '!') {
        if (!OTHERS_TAG.test(value)) continue;
        return wrongTag(`{{!${value}}}`, 'it is a note to Mustache, and a value to Salesforce', at);
      }
      if (type === '>') return wrongTag(`{{> ${value}}}`, 'other templates cannot be included', at);
      if (type === '=') return wrongTag('{{= … =}}', 'the marks of tags cannot be changed', at);
      const expression = expressions.get(value) ?? parseExpression(value);
      if (typeof expression === 'string') return wrongTag(`{{${value}}}`, expression, at);
      expressions.set(value, expression);
      const kind = type === '#' ? 'section' : type === '^' ? 'inverted' : 'value';
      tags.push({ expression, at, end, kind, inside });
      const problem = kind !== 'value' && walk(children ?? [], [...inside, expression]);
      if (problem) return problem;
    }
    return undefined;
  };
  const problem = walk(tokens, []);
  if (problem) return problem;
  const inFallbacks = tags.flatMap(({ expression, at }) =>
    expression.fallbacks.flatMap(findPlaceholders).map((found) => ({ ...found, at })),
  );
  const placeholders = [...findPlaceholders(authorsWords(text)), ...inFallbacks];
  return { ok: true, tokens, expressions, tags, placeholders };
}

function wrongTag(tag: string, why: string, at: number): BrokenTemplate {
  return { ok: false, rule: 'template.tag', problem: `The tag ${tag} cannot be used: ${why}.`, at };
}

/** Puts what Mustache 4.2 says ("Unclosed section "x" at 12") into plain words. */
function broken(text: string, message: string): BrokenTemplate {
  const [, kind, name = ''] =
    /^(Unclosed tag|Unopened section|Unclosed section)(?: "(.*)")? at \d+$/s.exec(message) ?? [];
  const answer = (problem: string, at: number): BrokenTemplate => ({
    ok: false,
    rule: 'template.broken',
    problem: `${problem} (${whereIs(text, at)}).`,
    at,
  });
  if (kind === 'Unclosed tag') {
    const lastEnd = text.lastIndexOf('}}');
    const at = Math.max(text.indexOf('{{', lastEnd < 0 ? 0 : lastEnd + 2), 0);
    return answer('A tag begins with {{ and is not closed with }}', at);
  }
  if (kind === 'Unopened section') {
    return answer(
      `{{/${name}}} closes a section that {{#${name}}} did not open`,
      Math.max(text.search(/\{\{\s*\//), 0),
    );
  }
  if (kind === 'Unclosed section') {
    const opening = [...text.matchAll(/\{\{\s*[#^]\s*([^}]*?)\s*\}\}/g)].find((match) => match[1] === name);
    return answer(`The section {{#${name}}} is not closed with {{/${name}}}`, opening?.index ?? 0);
  }
  return answer('The tags of this text cannot be read', 0);
}

function whereIs(text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  const character = `character ${(before.at(-1)?.length ?? 0) + 1}`;
  return before.length > 1 ? `line ${before.length}, ${character}` : character;
}
