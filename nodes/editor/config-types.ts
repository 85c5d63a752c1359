/** The types of our config nodes. */
export const STORE_TYPE = 'nurture-lead-store';
export const ACCOUNT_TYPE = 'nurture-sms-account';
