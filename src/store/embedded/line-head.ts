const TAB = 9;
const MINUS = 0x2d;
const DIGIT_0 = 0x30;

/**
 * Reads the head of a line, field by field; a tab ends a field. By hand: this is what start-up consists of, and texts of
 * their own, because a slice of a line keeps the whole line in memory.
 */
export class LineHead {
  /** Where the next field starts. */
  at: number;

  constructor(
    readonly bytes: Buffer,
    start: number,
  ) {
    this.at = start;
  }

  text(): string {
    const start = this.at;
    while (this.at < this.bytes.length && this.bytes[this.at] !== TAB) this.at++;
    return this.bytes.toString('latin1', start, this.at++);
  }

  /** A number; undefined for an empty field, NaN for anything else. */
  number(): number | undefined {
    const start = this.at;
    if (this.bytes[start] === MINUS) return Number(this.text());
    let value = 0;
    for (let byte = this.bytes[this.at] ?? TAB; byte !== TAB; byte = this.bytes[++this.at] ?? TAB) {
      const digit = byte - DIGIT_0;
      value = digit >= 0 && digit <= 9 ? value * 10 + digit : NaN;
    }
    return this.at++ === start ? undefined : value;
  }
}
