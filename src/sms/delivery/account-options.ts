import type { LimitSettings } from './daily-limit';

/** What an account may differ in. */
export interface AccountOptions {
  /** A text that cannot be found so long after its call is sent again, ms. Without: never, it stays unknown. */
  readonly resendAfterMs?: number;
  /** Without: it may use up as much as there is. */
  readonly dailyLimit?: LimitSettings | undefined;
}
