/**
 * What every node's `config.ts` is made of. These files are shared by the runtime and the dialog, so they import
 * nothing of Node.js. A saved config carries the version it was saved with; older ones are brought up step by step.
 */

/** A saved node as it stands in a flow file: anything may be missing or old. */
export type SavedConfig = Readonly<Record<string, unknown>>;

/** One step: turns a config of the version before into this version. Pure. */
export interface Migration {
  readonly version: number;
  readonly up: (old: SavedConfig) => SavedConfig;
}

/** Brings a saved config to the newest version. A config without a version is version 0. */
export function migrate(saved: SavedConfig, migrations: readonly Migration[]): SavedConfig {
  let config = saved;
  for (const { version, up } of migrations) {
    const from = typeof config['version'] === 'number' ? config['version'] : 0;
    if (from < version) config = { ...up(config), version };
  }
  return config;
}

/** Something wrong in a config: which property, and a sentence that says what to do. */
export interface ConfigProblem {
  readonly property: string;
  readonly problem: string;
}

/** A config fit for use, or all that is wrong with it. */
export type ReadConfig<C> =
  | { readonly ok: true; readonly config: C }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Reads typed values out of a saved config and collects what is wrong with them. */
export class ConfigReader {
  readonly problems: ConfigProblem[] = [];

  constructor(private readonly saved: SavedConfig) {}

  text(property: string, otherwise: string): string {
    const value = this.saved[property];
    return typeof value === 'string' ? value : otherwise;
  }

  /** A text, number or flag, as text: flow files that people or programs write have values as they are. */
  scalar(property: string): string {
    const value = this.saved[property];
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';
  }

  /** A text that may not be empty; `problem` says what to do when it is. */
  needed(property: string, problem: string): string {
    const value = this.text(property, '').trim();
    if (value === '') this.fail(property, problem);
    return value;
  }

  flag(property: string, otherwise: boolean): boolean {
    const value = this.saved[property];
    return typeof value === 'boolean' ? value : otherwise;
  }

  /** A number in a range; Node-RED's dialogs save numbers as text, so "3" is a number too. */
  number(property: string, otherwise: number, range: { readonly from: number; readonly to: number }): number {
    const value = this.saved[property];
    if (value === undefined || value === '') return otherwise;
    const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
    if (number >= range.from && number <= range.to) return number;
    this.fail(property, `"${property}" must be a number from ${range.from} to ${range.to}.`);
    return otherwise;
  }

  choice<T extends string>(property: string, choices: readonly T[], otherwise: T): T {
    const value = this.saved[property];
    if (value === undefined || value === '') return otherwise;
    const choice = choices.find((one) => one === value);
    if (choice === undefined) this.fail(property, `"${property}" must be one of: ${choices.join(', ')}.`);
    return choice ?? otherwise;
  }

  /** A list of texts; blank ones are dropped, and one text with commas is taken as a list. */
  texts(property: string, otherwise: readonly string[]): readonly string[] {
    const value = this.saved[property];
    if (value === undefined) return otherwise;
    const list = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
    return list.map((entry) => String(entry).trim()).filter((entry) => entry !== '');
  }

  /** A list of objects, read one by one; entries that are no objects are problems. */
  list<T>(
    property: string,
    otherwise: readonly T[],
    read: (entry: ConfigReader, index: number) => T,
  ): readonly T[] {
    const value = this.saved[property];
    if (value === undefined) return otherwise;
    if (!Array.isArray(value)) {
      this.fail(property, `"${property}" must be a list.`);
      return otherwise;
    }
    return value.map((entry: unknown, index) => {
      const reader = new ConfigReader(isSaved(entry) ? entry : {});
      const result = read(reader, index);
      for (const { property: inner, problem } of reader.problems) {
        this.fail(`${property}[${index}].${inner}`, `Entry ${index + 1}: ${problem}`);
      }
      return result;
    });
  }

  fail(property: string, problem: string): void {
    this.problems.push({ property, problem });
  }

  done<C>(config: C): ReadConfig<C> {
    return this.problems.length === 0 ? { ok: true, config } : { ok: false, problems: this.problems };
  }
}

export function isSaved(value: unknown): value is SavedConfig {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const NO_STORE = 'Choose a lead store: open this node, and pick one or add one with the + button.';
