import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { withLabels } from '../../scripts/dialog-rows.mjs';
import { ROOT } from '../support/places';

/** What a node set tells the editor, read from its source files without a browser. */
export interface DialogFile {
  readonly type: string;
  readonly definition: Definition;
  /** The markup between the template's script tags. */
  readonly template: string;
  readonly words: unknown;
}

export interface Definition {
  readonly category: string;
  readonly color: string;
  readonly icon: string;
  readonly defaults: Readonly<Record<string, { readonly value: unknown; readonly type?: string }>>;
  readonly credentials?: Readonly<Record<string, unknown>>;
  readonly inputs?: number;
  readonly outputs?: number;
}

export function readDialog(set: string): DialogFile {
  const folder = join(ROOT, 'nodes', set);
  const html = withLabels(readFileSync(join(folder, `${set}.html`), 'utf8'));
  const words: unknown = JSON.parse(readFileSync(join(folder, 'locales', 'en-US.json'), 'utf8'));
  const template = part(html, `<script type="text/html" data-template-name="nurture-${set}">`);
  const registered: { type: string; definition: Definition }[] = [];
  const registerType = (type: string, definition: Definition): number =>
    registered.push({ type, definition });
  vm.runInNewContext(part(html, '<script type="text/javascript">'), { RED: { nodes: { registerType } } });
  const [only, ...more] = registered;
  if (!only || more.length > 0) throw new Error(`${set}.html must register one type`);
  // Objects of another context are no plain ones for deepEqual; the functions are of no use here.
  const definition = JSON.parse(JSON.stringify(only.definition)) as Definition;
  return { type: only.type, definition, template, words };
}

/** The values of a freshly dropped node. */
export function freshNode({ definition }: DialogFile): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(definition.defaults).map(([property, { value }]) => [property, value]),
  );
}

/** Looks `label.store` up in nested words. */
export function lookUp(words: unknown, key: string): unknown {
  return key.split('.').reduce((at: unknown, step) => (isGroup(at) ? at[step] : undefined), words);
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function part(html: string, opening: string): string {
  const from = html.indexOf(opening);
  if (from < 0) throw new Error(`${opening} is missing`);
  return html.slice(from + opening.length, html.indexOf('</script>', from));
}
