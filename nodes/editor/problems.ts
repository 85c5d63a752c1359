import { crossingOf } from './clients/canvas';
import type { ConfigProblem, ReadConfig, SavedConfig } from '../shared/config';

type Read<C> = (saved: SavedConfig) => ReadConfig<C>;

/** What the select of a config node holds when none is chosen yet (editor, `updateConfigNodeSelect`). */
const NOTHING_CHOSEN = '_ADD_';

/**
 * The `validate` of every property: the sentence the runtime would say, or true. `others` are the other properties of the
 * node as they count now.
 */
export function validator<C>(
  read: Read<C>,
  others: (node: EditorNode) => SavedConfig = (node) => node,
): (node: EditorNode, property: string, value: unknown) => true | string {
  return (node, property, value) => {
    const saved = { ...others(node), [property]: value === NOTHING_CHOSEN ? '' : value };
    return sentences(problemsOf(read, saved), property) ?? true;
  };
}

/** The same for a property that points at a config node: it must be there and be in order itself. */
export function linkValidator<C>(
  read: Read<C>,
  what: string,
  others?: (node: EditorNode) => SavedConfig,
): (node: EditorNode, property: string, value: unknown) => true | string {
  const validate = validator(read, others);
  return (node, property, value) => {
    const answer = validate(node, property, value);
    if (answer !== true) return answer;
    const linked = typeof value === 'string' ? RED.nodes.node(value) : null;
    if (!linked) return `The ${what} this node used is gone: choose another one.`;
    if (linked.d) return `The ${what} of this node is disabled.`;
    if (linked.valid === false) return `The ${what} of this node needs attention: open it.`;
    return withoutMarkup(crossingOf(node, linked) ?? '') || true;
  };
}

export function problemsOf<C>(read: Read<C>, saved: SavedConfig): readonly ConfigProblem[] {
  const result = read(saved);
  return result.ok ? [] : result.problems;
}

/** What is wrong with one property, entries of a list included; undefined when nothing is. */
export function sentences(problems: readonly ConfigProblem[], property: string): string | undefined {
  const own = problems.filter((problem) => problem.property.split(/[.[]/, 1)[0] === property);
  return own.length === 0 ? undefined : own.map(({ problem }) => withoutMarkup(problem)).join(' ');
}

/** The editor shows these sentences as markup in one place and as plain text in another; so they carry none. */
function withoutMarkup(sentence: string): string {
  return sentence.replaceAll('<', '‹').replaceAll('>', '›');
}
