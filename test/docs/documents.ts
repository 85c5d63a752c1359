import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { ROOT } from '../support/places';

/** What is told people in words has to be true too: a Markdown file as tests read it. */
export class Document {
  readonly text: string;

  constructor(readonly path: string) {
    this.text = readFileSync(join(ROOT, path), 'utf8');
  }

  /** What stands between a heading and the next of the same or a higher level. */
  section(heading: string): string {
    const lines = this.text.split('\n');
    const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading);
    assert.notEqual(start, -1, `${this.path} has no heading "${heading}"`);
    const level = /^#+/.exec(lines[start] ?? '')?.[0].length ?? 0;
    const end = lines.findIndex(
      (line, index) => index > start && new RegExp(`^#{1,${level}} `).test(line) && !inCode(lines, index),
    );
    return lines.slice(start, end === -1 ? undefined : end).join('\n');
  }

  /** Where its links and pictures lead that do not exist: files beside it, and headings of its own. */
  brokenLinks(): string[] {
    return this.#targets().filter((target) => !this.#leads(target));
  }

  /** The files that it links or shows, as paths from the checkout. */
  linkedFiles(): string[] {
    const others = this.#targets().filter((target) => !target.startsWith('#'));
    return others.map((target) => posix.join(dirname(this.path), target.replace(/#.*/, '')));
  }

  #targets(): string[] {
    const links = [...this.text.matchAll(/\]\(([^)\s]+)\)|<img[^>]+src="([^"]+)"/g)];
    return links
      .map(([, link, picture]) => link ?? picture ?? '')
      .filter((target) => !/^https?:/.test(target));
  }

  #leads(target: string): boolean {
    if (target.startsWith('#')) return this.#anchors().includes(target.slice(1));
    return existsSync(join(ROOT, dirname(this.path), decodeURIComponent(target.replace(/#.*/, ''))));
  }

  /** As GitHub makes them of headings. */
  #anchors(): string[] {
    const headings = [...this.text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
    return headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    );
  }
}

function inCode(lines: readonly string[], index: number): boolean {
  return lines.slice(0, index).filter((line) => line.startsWith('```')).length % 2 === 1;
}

/** The code blocks of a language, in their order. */
export function codeBlocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, code = '']) => code,
  );
}

/** The first cells of all rows of tables, with the rest of their row; code marks are kept, `\|` is `|`. */
export function tableRows(text: string): Map<string, readonly string[]> {
  const lines = text.split('\n');
  const isRule = (line: string | undefined): boolean => line !== undefined && /^\|[|\s-]+$/.test(line);
  const rows = lines.filter((line, at) => line.startsWith('|') && !isRule(line) && !isRule(lines[at + 1]));
  return new Map(
    rows.map((row) => {
      const [first = '', ...rest] = row
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|'));
      return [first, rest];
    }),
  );
}

/** A request as a curl line in a text asks for it. */
export interface CurlRequest {
  readonly path: string;
  readonly init: RequestInit & { readonly headers: Record<string, string> };
}

/** Reads a curl line as a shell and curl would. @throws for what it does not know, so that nothing is passed over */
export function readCurl(line: string): CurlRequest {
  const [program, ...words] = shellWords(line);
  assert.equal(program, 'curl');
  const headers: Record<string, string> = {};
  const data: string[] = [];
  let method: string | undefined;
  let address: string | undefined;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (!word.startsWith('-')) {
      address = word;
      continue;
    }
    const value = words.shift() ?? '';
    if (word === '-X') method = value;
    else if (word === '-H')
      headers[value.split(':')[0]?.toLowerCase() ?? ''] = value.replace(/^[^:]*: */, '');
    else if (word === '-d') data.push(value);
    else if (word === '--data-urlencode') data.push(encoded(value));
    else throw new Error(`the test does not know ${word} of curl`);
  }
  headers['content-type'] ??= 'application/x-www-form-urlencoded';
  const { pathname } = new URL(address ?? '');
  return {
    path: pathname,
    init: { method: method ?? (data.length > 0 ? 'POST' : 'GET'), headers, body: data.join('&') },
  };
}

/** `name=content`: only the content is encoded (curl's manual). */
function encoded(value: string): string {
  const at = value.indexOf('=');
  return `${value.slice(0, at)}=${encodeURIComponent(value.slice(at + 1))}`;
}

function shellWords(line: string): string[] {
  const joined = line.replace(/\\\n/g, ' ').trim();
  const words = joined.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.map((word) => word.replace(/'[^']*'|"[^"]*"/g, (quoted) => quoted.slice(1, -1)));
}
