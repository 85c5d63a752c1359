import { CHECKSUM_LENGTH, seal, writtenSum } from './checksum';
import { chained, DIGEST_FACTOR } from './log/digest';

const FIRST_BYTES = 256 * 1024;
/** Room that a large page took beyond this is given back when the page is cleared. */
const KEPT_BYTES = 4 * 1024 * 1024;
const NEWLINE = 10;

/**
 * Lines with their checksums, put together for one write. Its room is used again and again: bytes outside the heap that
 * come and go make V8 stop everything to collect them.
 */
export class LinePage {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #size = 0;
  #lines = 0;
  /** The digest over its lines alone, and what that of all lines before counts for in one over both. */
  #digest = 0;
  #factor = 1;

  get lines(): number {
    return this.#lines;
  }

  /** The digest over the lines that have this one, and its own after them. */
  digestAfter(digest: number): number {
    return (Math.imul(digest, this.#factor) + this.#digest) >>> 0;
  }

  get size(): number {
    return this.#size;
  }

  /** Everything so far; only valid until the page changes. */
  get filled(): Buffer {
    return this.#bytes.subarray(0, this.#size);
  }

  clear(): void {
    this.#size = 0;
    this.#lines = 0;
    this.#digest = 0;
    this.#factor = 1;
    if (this.#bytes.length > KEPT_BYTES) this.#bytes = Buffer.allocUnsafe(FIRST_BYTES);
  }

  /** Appends a line: its checksum, the text, a newline. `mark`: a byte in the place of the tab that the text begins with. */
  add(text: string, mark?: number): void {
    // A UTF-16 unit takes three bytes of UTF-8 at most.
    this.#makeRoom(CHECKSUM_LENGTH + 3 * text.length + 1);
    const start = this.#size;
    const end = start + CHECKSUM_LENGTH + this.#bytes.write(text, start + CHECKSUM_LENGTH);
    if (mark !== undefined) this.#bytes[start + CHECKSUM_LENGTH] = mark;
    this.#chain(seal(this.#bytes, start, end));
    this.#bytes[end] = NEWLINE;
    this.#size = end + 1;
  }

  /** Appends a line as it stands in another text, from `start` to `end`, newline included. */
  copy(from: Buffer, start: number, end: number): void {
    this.#makeRoom(end - start);
    this.#chain(writtenSum(from, start) ?? 0);
    this.#size += from.copy(this.#bytes, this.#size, start, end);
  }

  #chain(sum: number): void {
    this.#lines++;
    this.#digest = chained(this.#digest, sum);
    this.#factor = Math.imul(this.#factor, DIGEST_FACTOR);
  }

  #makeRoom(bytes: number): void {
    const needed = this.#size + bytes;
    if (needed > this.#bytes.length) this.#bytes = Buffer.concat([this.filled], 2 * needed);
  }
}
