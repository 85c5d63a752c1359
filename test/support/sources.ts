import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import ts from 'typescript';
import { ROOT } from './places';

/** A source file: where it is (from the checkout, with slashes), its text, and what it imports. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** Paths of our own files, such as `src/leads/lead.ts`. */
  readonly files: readonly string[];
  /** What comes from outside: `node:fs`, `luxon` … */
  readonly packages: readonly string[];
}

/** All TypeScript files below these folders. */
export function sourcesIn(...folders: readonly string[]): Source[] {
  const paths = folders.flatMap((folder) => pathsIn(folder, /\.m?ts$/));
  const known = new Set(paths);
  return paths.map((path) => read(path, known));
}

/** All files below a folder whose names are like this: where each is, and its text. */
export function filesIn(folder: string, names: RegExp): Pick<Source, 'path' | 'text'>[] {
  return pathsIn(folder, names).map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

function pathsIn(folder: string, names: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map((file) => `${folder}/${String(file).split(sep).join('/')}`)
    .filter((file) => names.test(file));
}

function read(path: string, known: ReadonlySet<string>): Source {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const specifiers = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
  const local = specifiers.filter((specifier) => specifier.startsWith('.'));
  return {
    path,
    text,
    files: local.map((specifier) => resolve(path, specifier, known)),
    packages: specifiers.filter((specifier) => !specifier.startsWith('.')),
  };
}

function resolve(from: string, specifier: string, known: ReadonlySet<string>): string {
  const bare = posix.join(dirname(from).split(sep).join('/'), specifier);
  const candidates = [`${bare}.ts`, `${bare}/index.ts`, `${bare}.d.ts`, bare.replace(/\.m?js$/, '.ts'), bare];
  return candidates.find((candidate) => known.has(candidate)) ?? bare;
}

/** Each circle once, as the names on its way. */
export function circlesIn(graph: ReadonlyMap<string, Iterable<string>>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): void => {
    const start = way.indexOf(name);
    if (start >= 0) circles.push([...way.slice(start), name]);
    if (start >= 0 || done.has(name)) return;
    for (const next of graph.get(name) ?? []) visit(next, [...way, name]);
    done.add(name);
  };
  for (const name of graph.keys()) visit(name, []);
  return circles;
}

/** Everything that can be reached from `starts`, themselves included. */
export function reachable(
  graph: ReadonlyMap<string, Iterable<string>>,
  starts: Iterable<string>,
): Set<string> {
  const reached = new Set<string>(starts);
  for (const name of reached) for (const next of graph.get(name) ?? []) reached.add(next);
  return reached;
}
