import { DEFAULT_REPLY_RULES, type Answers, type ReplyRules } from '../../src/sms/answers';
import type { LeadStoreConfig } from './config';

/** All answers begin with the brand, so that people know who answers (CTIA Messaging Principles 5.1.2). */
export function answersOf(config: LeadStoreConfig): Answers {
  const { brand } = config;
  const from = (text: string): string => (brand === '' ? text : `${brand}: ${text}`);
  const stopIn = {
    es: config.stopAnswerEs,
    fr: config.stopAnswerFr,
    de: config.stopAnswerDe,
    pt: config.stopAnswerPt,
  };
  const written = Object.entries(stopIn).filter(([, text]) => text !== '');
  return {
    stop: from(config.stopAnswer),
    start: from(config.startAnswer),
    help: from(config.helpAnswer),
    stopIn: Object.fromEntries(written.map(([language, text]) => [language, from(text)])),
    unclear: from(config.unclearAnswer),
    snoozed: from(config.snoozeAnswer),
    quiet: from(config.quietAnswer),
    preference: from(config.preferenceAnswer),
    ...(config.doubleOptIn ? { confirm: from(config.confirmAnswer) } : {}),
  };
}

/** How replies are treated. */
export function replyRulesOf({ yesOptsIn, snooze, gatherSeconds }: LeadStoreConfig): ReplyRules {
  return { ...DEFAULT_REPLY_RULES, yesOptsIn, snooze, gatherMs: gatherSeconds * 1_000 };
}
