/** One line of a bench: a measure, and how it compares with something simple measured in the same run. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it is held against, and the ratio to it. */
  readonly against?: { readonly what: string; readonly ratio: number };
  /** The ratio or value to reach, such as `>= 0.7`. */
  readonly aim?: string;
}

/** Things measured in turn, round by round, so that a busy moment of the machine hits all of them. */
export async function inTurn<K extends string>(
  rounds: number,
  things: Record<K, () => Promise<number>>,
): Promise<Record<K, number>> {
  const names = Object.keys(things) as K[];
  const values = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) values.get(name)?.push(await things[name]());
  }
  return Object.fromEntries(names.map((name) => [name, median(values.get(name) ?? [])])) as Record<K, number>;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

/** The rows as an aligned table. */
export function tableOf(title: string, rows: readonly Row[]): string {
  const cells = rows.map(({ what, value, unit, against, aim }) => [
    what,
    `${shown(value)} ${unit}`,
    against ? `${against.ratio.toFixed(2)} x ${against.what}` : '',
    aim ? `aim ${aim}` : '',
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) =>
        column === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return [title, ...lines.map((line) => `  ${line}`), ''].join('\n');
}

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
}
