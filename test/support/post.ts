import type { Message, MessageState } from '../../src/leads/message';
import type { Stop } from '../../src/sms/stops';
import type { LimitSettings } from '../../src/sms/delivery/daily-limit';
import { SimulatedClock } from '../../src/clock';
import { seededRandomness } from '../../src/randomness';
import { openMemoryStore } from '../store/memory-store';
import { START, TestHouse } from './house';
import { TestProvider } from './provider';

/** An account with a pace, a journey whose texts may go, and all the ends that a test looks at. */
export class Post {
  readonly provider = new TestProvider();
  readonly stops: Stop[] = [];
  readonly house: TestHouse;

  constructor(
    readonly store = openMemoryStore(),
    at = START,
    seed = 1,
  ) {
    this.house = new TestHouse({
      store,
      clock: new SimulatedClock(at),
      randomness: seededRandomness(seed),
    });
    this.house.engine.stops.watch((_, began) => began && this.stops.push(began));
    this.house.journey();
    this.house.node('trigger');
    this.house.node('sms-1');
  }

  open(
    options: Parameters<TestProvider['gateway']>[0] = {},
    resendAfterMs?: number,
    dailyLimit?: LimitSettings,
  ): this {
    this.house.engine.addAccount('account', this.provider.gateway(options), {
      ...(resendAfterMs === undefined ? {} : { resendAfterMs }),
      ...(dailyLimit === undefined ? {} : { dailyLimit }),
    });
    return this;
  }

  /** The lead asks; returns what her texts need to belong to her passage. */
  async asks(phone = '+13055550142', id = `form ${phone}`): Promise<{ lead: string; enrollment: string }> {
    const { lead, enrollments } = await this.house.behave({
      phone,
      id,

      consent: true,
    });
    return { lead: lead.id, enrollment: enrollments.at(-1)?.id ?? '' };
  }

  /** A flow sends a text; resolves when the step has ended or waits. */
  async text(
    who: { lead: string; enrollment: string },
    words: string,
    more: Partial<Parameters<TestHouse['request']>[0]> = {},
  ): Promise<string> {
    const request = this.house.request({
      ...{ enrollment: who.enrollment, template: words, visit: words, purpose: 'transactional' },
      ...more,
    });
    const sent = await this.house.engine.send(who.lead, request);
    await this.house.engine.rest();
    return sent.kind;
  }

  async message(words: string): Promise<Message> {
    for (const lead of await this.store.recentLeads(100)) {
      const found = (await this.store.read({ id: lead }))?.messages.find(({ text }) => text === words);
      if (found) return found;
    }
    throw new Error(`no text "${words}"`);
  }

  async life(words: string): Promise<MessageState['state']> {
    return (await this.message(words)).life.state;
  }

  /** How many waits have been handed back to the SMS send. */
  get wentOn(): number {
    return this.house.kinds('sms-1').filter((kind) => kind === 'wait_ended').length;
  }
}

export const BEN = '+13055550143';
export const CLEO = '+13055550144';
