/** Where Twilio posts to. Shared by the runtime and the dialog. */
export interface Addresses {
  readonly reply: string;
  readonly status: string;
}

/**
 * What stands behind the # of an address is a wish to Twilio, and not part of what it signs: try five times more at any
 * failure, and wait up to 15 s for the answer. By default it tries once more, and only when it could not connect (Twilio
 * docs, "Webhooks connection overrides", read November 2026).
 */
export const TRY_AGAIN = '#rc=5&rp=all&tt=15000';

/** Such as `https://leads.example.com/nurture/sms/reply`; `httpRoot` is Node-RED's setting `httpNodeRoot`. */
export function addressesOf(publicUrl: string, httpRoot: string, path: string): Addresses {
  const below = [httpRoot, 'nurture', path].join('/').split('/').filter(Boolean).join('/');
  // As Twilio writes it when it signs: the host in small letters.
  const base = URL.canParse(publicUrl) ? new URL(publicUrl).href.replace(/\/+$/, '') : publicUrl;
  return { reply: `${base}/${below}/reply`, status: `${base}/${below}/status` };
}

/** Such as `riverside-dental`; empty when the name has no letter or digit that a path may have. */
export function pathFrom(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const path = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+/, '');
  return path.slice(0, 36).replace(/-+$/, '');
}
