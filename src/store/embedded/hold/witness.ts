import { CHECKSUM_LENGTH, isIntact, seal } from '../checksum';

/**
 * How far a holder has synced stands in its lock file, behind what it tells of itself. It is written after each sync and
 * never synced itself, so it costs little: after a kill it tells exactly how much there must be, after a power cut it may
 * tell less, and never more than is on the disk.
 */
const DIGITS = 16;

/** A tab, the number, a newline, behind a checksum. */
export const WITNESS_BYTES = CHECKSUM_LENGTH + 1 + DIGITS + 1;

/** Writes the number of the last synced change into `bytes`. */
export function writeWitness(bytes: Buffer, synced: number): void {
  bytes.write(`\t${String(synced).padStart(DIGITS, '0')}`, CHECKSUM_LENGTH, 'latin1');
  seal(bytes, 0, WITNESS_BYTES - 1);
  bytes[WITNESS_BYTES - 1] = 10;
}

/** The number; undefined when none was written, or only half of it. */
export function readWitness(bytes: Buffer): number | undefined {
  if (bytes.length < WITNESS_BYTES || !isIntact(bytes, 0, WITNESS_BYTES - 1)) return undefined;
  return Number(bytes.toString('latin1', CHECKSUM_LENGTH + 1, WITNESS_BYTES - 1));
}
