import Mustache from 'mustache';
import { isZone } from '../leads/zones';
import { Misfit, type Value, printed } from './filters';
import { Moment, type Place } from './local-time';
import { leftoverPlaceholders } from './placeholders';
import { type Template, readTemplate } from './read-template';
import { isNo } from './no-words';
import { type Found, type TextView, hasOwn, inside, isOwnName, lookUp } from './view';

export type { TextView } from './view';

/** Twilio takes at most 1,600 characters (Messages API, parameter Body; error 21617). */
export const LONGEST_TEXT = 1_600;

export type RenderedText =
  | { readonly ok: true; readonly text: string }
  /** A sentence for people that names the tag. It holds no value, so no personal data. */
  | { readonly ok: false; readonly problem: string };

/**
 * Renders a Mustache template without any escaping. Values are printed as they are and never read as templates. Inside a tag
 * `|` leads to a fallback (`{{firstName | "there"}}`) or a filter (`{{now | plus 3 days | weekday}}`). What has no value and
 * no fallback, and what would print a leftover placeholder, is a problem: the text must not be sent. Never throws.
 */
export function renderText(template: string, view: TextView): RenderedText {
  const read = readTemplate(template);
  if (!read.ok) return { ok: false, problem: read.problem };
  const leftover = read.placeholders.find((placeholder) => placeholder.sure);
  if (leftover) return { ok: false, problem: `The text still holds the placeholder ${leftover.text}.` };
  if (!isZone(view.zone))
    return { ok: false, problem: 'The time zone for the dates of this text is not known.' };
  try {
    const { zone, locale = 'en-US', dates = {} } = view;
    const place = { zone, locale, dates };
    const sheet: Sheet = { template: read, view, place, steps: 0, characters: 0 };
    const text = tidy(writer.renderTokens(read.tokens, new TextContext({}, sheet)));
    if (text === '') return { ok: false, problem: 'The text is empty.' };
    if (text.length > LONGEST_TEXT) return { ok: false, problem: tooLong(text.length) };
    return { ok: true, text };
  } catch (error) {
    if (error instanceof TextProblem) return { ok: false, problem: error.message };
    throw error;
  }
}

/** Why a text of so many characters is not sent, in a sentence. */
export function tooLong(length: number): string {
  return `The text has ${length} characters; at most ${LONGEST_TEXT} can be sent.`;
}

class TextProblem extends Error {}

/** Where an empty section stood, until `tidy` closes the gap. Neither templates nor values keep it. */
const GAP = '\0';

class TextWriter extends Mustache.Writer {
  override escapedValue(token: string[], context: Mustache.Context): string {
    return context instanceof TextContext ? context.print(token[1] ?? '') : '';
  }

  override unescapedValue(token: string[], context: Mustache.Context): string {
    return this.escapedValue(token, context);
  }

  override rawValue(token: string[]): string {
    return (token[1] ?? '').replaceAll(GAP, '');
  }

  override renderSection(token: string[], context: Mustache.Context): string {
    return super.renderSection(token, context) || GAP;
  }

  override renderInverted(token: string[], context: Mustache.Context): string {
    return super.renderInverted(token, context) || GAP;
  }
}

const writer = new TextWriter();

/** What one rendering shares: where it is and what it has used up. */
interface Sheet {
  readonly template: Template;
  readonly view: TextView;
  readonly place: Place;
  /** Values looked up and entries of lists gone through. */
  steps: number;
  characters: number;
}

/** Sections in sections over long lists multiply; a text of 1,600 characters needs no more. */
const MOST_STEPS = 5_000;

/** The names a template may use at one place: what a section has opened, before everything else. */
class TextContext extends Mustache.Context {
  readonly #sheet: Sheet;
  readonly #outer: TextContext | undefined;
  /** What this section has opened came from the flow's message and not from what the store knows. */
  readonly #openedByFlow: boolean;
  #lastFromFlow = false;

  constructor(opened: unknown, sheet: Sheet, outer?: TextContext) {
    super(opened, outer);
    this.#sheet = sheet;
    this.#outer = outer;
    this.#openedByFlow = outer ? outer.#lastFromFlow : false;
  }

  override push(opened: unknown): TextContext {
    this.#countStep();
    return new TextContext(opened, this.#sheet, this);
  }

  /** For sections: their condition or list. @throws TextProblem */
  override lookup(tag: string): Value | undefined {
    const value = this.#evaluate(tag);
    return typeof value === 'string' && isNo(value) && !this.#isName(tag) ? false : value;
  }

  /** No is a family name, too. */
  #isName(tag: string): boolean {
    return NAMES.has(this.#sheet.template.expressions.get(tag)?.path.at(-1) ?? '');
  }

  /** The value of a tag as it is printed. @throws TextProblem */
  print(tag: string): string {
    const value = this.#evaluate(tag);
    if (value === undefined) {
      throw new TextProblem(`{{${tag}}} has no value, and no fallback such as {{${tag} | "there"}}.`);
    }
    const text = printed(value, this.#sheet.place);
    if (text === undefined) throw new TextProblem(`{{${tag}}} is a group of values and not a text.`);
    const clean = cleanValue(text);
    this.#sheet.characters += clean.length;
    if (this.#sheet.characters > 4 * LONGEST_TEXT) throw new TextProblem(tooLong(this.#sheet.characters));
    if (this.#lastFromFlow && leftoverPlaceholders(clean).length > 0) {
      throw new TextProblem(`{{${tag}}} brings a placeholder that nobody has filled in.`);
    }
    return clean;
  }

  #evaluate(tag: string): Value | undefined {
    this.#countStep();
    const expression = this.#sheet.template.expressions.get(tag);
    if (!expression) return undefined;
    const value = expression.finish(this.#find(expression.path), this.#sheet.place);
    if (value instanceof Misfit) throw new TextProblem(`{{${tag}}} ${value.words}.`);
    return value;
  }

  #countStep(): void {
    if (++this.#sheet.steps > MOST_STEPS)
      throw new TextProblem('The sections of this text repeat too often.');
  }

  #find(path: readonly string[]): Value | undefined {
    const [first = '', ...rest] = path;
    const { value, fromFlow } = this.#findOpened(first, path) ?? lookUp(this.#sheet.view, first, rest);
    this.#lastFromFlow = fromFlow;
    return value;
  }

  /**
   * In what the sections around have opened, the innermost first. An entry that lacks a value has none: it never takes the
   * lead's of the same name, such as `name`, nor the message's.
   */
  #findOpened(first: string, path: readonly string[], isLacking = false): Found | undefined {
    if (!this.#outer) return isLacking && !isOwnName(first) ? NOTHING : undefined;
    const opened: unknown = this.view;
    const fromFlow = this.#openedByFlow;
    if (first === '.') return { value: opened instanceof Moment ? opened : inside(opened, []), fromFlow };
    if (hasOwn(opened, first)) return { value: inside(opened, path), fromFlow };
    return this.#outer.#findOpened(first, path, isLacking || isGroup(opened));
  }
}

const NAMES: ReadonlySet<string> = new Set(['firstName', 'lastName', 'name']);
const NOTHING: Found = { value: undefined, fromFlow: false };

/** Something that has names of its own. */
function isGroup(opened: unknown): boolean {
  return (
    typeof opened === 'object' && opened !== null && !Array.isArray(opened) && !(opened instanceof Moment)
  );
}

/** Line breaks stay, other control characters do not; `GAP` is one of them. */
function cleanValue(text: string): string {
  if (!/[\p{Cc}\u2028\u2029]/u.test(text)) return text.trim();
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)\p{Cc}/gu, '')
    .trim();
}

/** Closes the gaps of empty sections: no double blank, no blank before a comma, no empty line. Trims. */
function tidy(text: string): string {
  if (!text.includes(GAP)) return text.trim();
  return text
    .replace(/\n[ \t]*\0[ \t\0]*(?=\n)/g, '')
    .replace(/[ \t]*\0[ \t\0]*/g, (gap: string, at: number) => {
      const before = at === 0 ? '\n' : text.charAt(at - 1);
      const after = text.charAt(at + gap.length);
      return /[ \t]/.test(gap) && before !== '\n' && !/[\n,.;!?]/.test(after) ? ' ' : '';
    })
    .trim();
}
