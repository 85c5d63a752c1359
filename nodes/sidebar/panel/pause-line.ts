import { button, element } from '../../editor/fields';
import type { ClockView, PhoneDetail } from '../../shared/admin-types';
import { fromNow, shortTime } from './times';
import type { Words } from './words';

export type PauseAct = 'pause' | 'resume';

export interface PauseLine {
  /** Says that the lead is paused, why and until when, with the button that ends it. Not there while she is not. */
  readonly root: HTMLElement;
  /** The button by which a person takes over. Not there while she is paused, or when nothing would text her anyway. */
  readonly take: HTMLButtonElement;
  show(phone: PhoneDetail, clock: ClockView): void;
}

/** Whether everything automatic holds still for a lead, and the buttons that change that. */
export function pauseLine(words: Words, act: (act: PauseAct) => void): PauseLine {
  const says = element('span');
  const root = element('p', { class: 'nurture-paused', role: 'status' }, [
    says,
    button(words('pause.resume'), () => act('resume')),
  ]);
  const take = button(words('pause.pause'), () => act('pause'), { title: words('pause.tip') });
  return {
    root,
    take,
    show({ paused, optedOut }, clock) {
      root.hidden = paused === undefined;
      take.hidden = paused !== undefined || optedOut;
      if (paused)
        says.textContent = `${words('pause.why', { why: paused.says })} ${end(words, paused, clock)}`;
    },
  };
}

function end(words: Words, { reason, until }: NonNullable<PhoneDetail['paused']>, clock: ClockView): string {
  if (until === null) return words('pause.open');
  const time = `${shortTime(until, clock.now, clock.zone)} (${fromNow(until, clock.now)})`;
  return words(reason === 'unclear' ? 'pause.unanswered' : 'pause.until', { time });
}
