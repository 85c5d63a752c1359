import { createHmac, randomBytes } from 'node:crypto';
import type { E164 } from '../../leads/lead';

/** The name of the setting that holds the key. */
export const SUPPRESSION_KEY = 'suppression_key';

/** 256 bits; not through the randomness port, whose seed could be known. */
export function newSuppressionKey(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What stays of the number of a deleted lead, and of the digests of permissions they gave: HMAC-SHA256, 132 bits of it. Without the key nobody can try all numbers;
 * whoever has the whole folder has the key too.
 */
export function suppressedHash(what: string, key: string): string {
  return createHmac('sha256', key).update(what).digest('base64url').slice(0, 22);
}

/** The same of a number alone, such as for the list that stores share. */
export function hashOfNumber(phone: E164, key: string): string {
  return suppressedHash(phone, key);
}
