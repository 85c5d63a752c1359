import assert from 'node:assert/strict';
import { OPEN_TO_ALL, isOpenToAll } from '../../../nodes/sms-account/login';
import { TWILIO_SECRETS, twilioAccount } from '../../support/twilio/account';
import { FakeTwilio } from '../../support/twilio/fake';
import { Workbench } from '../../support/workbench';

const LOGIN = { adminAuth: { type: 'credentials', users: [] } };

describe('an account that texts real people', () => {
  const settings: [string, Parameters<typeof isOpenToAll>[0], boolean][] = [
    ['settings as they come', {}, true],
    ['the editor at another address', { httpAdminRoot: '/secret' }, true],
    ['adminAuth', LOGIN, false],
    ['the older httpAdminAuth', { httpAdminAuth: { user: 'ana', pass: '…' } }, false],
    ['a middleware, which may ask for a login of its own', { httpAdminMiddleware: () => undefined }, false],
    ['no editor at all', { httpAdminRoot: false }, false],
  ];
  for (const [what, given, isOpen] of settings) {
    it(`${isOpen ? 'finds no login' : 'is content'} with ${what}`, () =>
      assert.equal(isOpenToAll(given), isOpen));
  }

  for (const [what, given, gateway, warns] of [
    ['warns of a Node-RED without a login', {}, 'twilio', true],
    ['says nothing behind a login', LOGIN, 'twilio', false],
    ['says nothing with simulated phones', {}, 'simulator', false],
  ] as const) {
    it(what, async () => {
      const fake = await FakeTwilio.open();
      const bench = await Workbench.open([], {
        account: { ...twilioAccount(fake.url), gateway },
        credentials: { account: TWILIO_SECRETS },
        settings: { httpAdminMiddleware: undefined, ...given },
      });
      const said = bench.red.complaints().filter((line) => line === OPEN_TO_ALL);
      await bench.close();
      await fake.close();
      assert.equal(said.length, warns ? 1 : 0);
    });
  }
});
