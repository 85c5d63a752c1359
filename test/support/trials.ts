/** So many trials of a kind: few in the suite, as many as `TRIALS` says when somebody wants to know. */
export function trials(inSuite: number): number {
  const asked = Number(process.env['TRIALS'] ?? 0);
  return asked > 0 ? asked : inSuite;
}

/** The seed of all trials; `TRIAL_SEED` tries others. */
export const TRIAL_SEED = Number(process.env['TRIAL_SEED'] ?? 20_261_128);

/** What came of trials, by what was tried. */
export class Tally {
  readonly #rows = new Map<string, Map<string, number>>();

  constructor(private readonly title: string) {}

  note(tried: string, outcome: string): void {
    const row = this.#rows.get(tried) ?? new Map<string, number>();
    this.#rows.set(tried, row.set(outcome, (row.get(outcome) ?? 0) + 1));
  }

  /** Prints a table, as Markdown, so that it can stand in docs/reliability.md. */
  print(): void {
    const outcomes = [...new Set([...this.#rows.values()].flatMap((row) => [...row.keys()]))].sort();
    const lines = [
      [this.title, 'tried', ...outcomes],
      ['---', ...Array.from({ length: outcomes.length + 1 }, () => '--:')],
    ];
    for (const [tried, row] of [...this.#rows].sort()) {
      const sum = [...row.values()].reduce((total, count) => total + count, 0);
      lines.push([tried, String(sum), ...outcomes.map((outcome) => String(row.get(outcome) ?? 0))]);
    }
    console.log(lines.map((line) => `      | ${line.join(' | ')} |`).join('\n'));
  }
}
