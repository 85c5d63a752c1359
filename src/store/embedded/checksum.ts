import * as zlib from 'node:zlib';
import * as crc32 from 'crc-32';

/** Eight hexadecimal digits. */
export const CHECKSUM_LENGTH = 8;

/** From Node.js 20.15 on there is a native one; over short lines the call costs more than it saves. */
const native: ((bytes: Uint8Array) => number) | undefined = zlib.crc32;
const NATIVE_FROM_BYTES = 400;

function checksum(bytes: Uint8Array): number {
  return native && bytes.length >= NATIVE_FROM_BYTES ? native(bytes) : crc32.buf(bytes) >>> 0;
}

/** Writes the checksum of the bytes from `start + 8` to `end` before them, as hexadecimal digits. Returns it. */
export function seal(bytes: Buffer, start: number, end: number): number {
  const sum = checksum(bytes.subarray(start + CHECKSUM_LENGTH, end));
  let rest = sum;
  for (let at = start + CHECKSUM_LENGTH - 1; at >= start; at--) {
    const digit = rest & 15;
    bytes[at] = digit < 10 ? 48 + digit : 87 + digit;
    rest >>>= 4;
  }
  return sum;
}

/** True when the line from `start` to `end` (without its newline) begins with the checksum of what follows. */
export function isIntact(bytes: Buffer, start: number, end: number): boolean {
  return intactSum(bytes, start, end) !== undefined;
}

/** The checksum of a line; undefined when the line is not as it was written. */
export function intactSum(bytes: Buffer, start: number, end: number): number | undefined {
  if (end - start <= CHECKSUM_LENGTH) return undefined;
  const written = writtenSum(bytes, start);
  return written === checksum(bytes.subarray(start + CHECKSUM_LENGTH, end)) ? written : undefined;
}

/** The checksum that a line begins with; undefined when it begins with something else. */
export function writtenSum(bytes: Buffer, start: number): number | undefined {
  let written = 0;
  for (let at = start; at < start + CHECKSUM_LENGTH; at++) {
    const byte = bytes[at] ?? 0;
    const digit = byte >= 48 && byte <= 57 ? byte - 48 : byte >= 97 && byte <= 102 ? byte - 87 : -1;
    if (digit < 0) return undefined;
    written = ((written << 4) | digit) >>> 0;
  }
  return written;
}
