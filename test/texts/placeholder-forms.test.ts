import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SURE_FORMS, WORD_FORMS } from '../../src/texts/placeholder-forms';
import { checkTemplate, leftoverPlaceholders, renderText } from '../../src/texts/template';
import { newLead } from '../../src/leads/lead';
import { numberOf } from '../support/house';

const view = (msg: object = {}) => ({
  lead: newLead('l', numberOf('+12125550142'), 0, { firstName: 'Ana' }),
  ...{ brand: 'Bright', now: 0, zone: 'America/New_York', msg },
});

describe('a tag of another system', () => {
  const forms = [...SURE_FORMS, ...WORD_FORMS].filter(({ example }) => !example.startsWith('{{'));
  for (const { system, example } of forms) {
    it(`${example} is found at deploy, and never sent (${system})`, () => {
      const template = `Hi ${example}, your order is ready`;
      const levels = checkTemplate(template).map(({ level }) => level);
      assert.ok(levels.includes('error'), 'found at deploy');
      assert.ok(!renderText(template, view()).ok, 'never sent');
      assert.ok(!renderText('{{payload}}', view({ payload: template })).ok, 'nor brought by a flow');
    });
  }

  /** Further examples of public documentation: system and tag. */
  const MORE: readonly (readonly [system: string, tag: string])[] = [
    ['Mautic', '{contactfield=email}'],
    ['Mautic', '{ownerfield=firstname}'],
    ['Salesforce', '{!Lead.Company}'],
    ['Salesforce, in two braces', '{{!Contact.FirstName}}'],
    ['Salesforce Marketing Cloud', '%%FirstName%%'],
    ['Salesforce Marketing Cloud', '%%=ProperCase(FirstName)=%%'],
    ['Mailgun', '%recipient.name%'],
    ['Mailchimp', '*|LNAME|*'],
    ['Brevo, old', '%FIRSTNAME%'],
    ['ActiveCampaign', '%FULLNAME%'],
    ['ERB', '<%= @lead.first_name %>'],
    ['EJS', '<%- name %>'],
    ['Ruby', '%{first_name}'],
    ['Ruby, JavaScript', '#{name}'],
    ['JavaScript', '${firstName}'],
    ['ManyChat', '{{first name}}{first name}'],
    ['Twilio Studio, in one brace', '{flow.data.name}'],
    ['Campaign Monitor', '[fullname,fallback=friend]'],
    ['Word', '<<First Name>>'],
    ['Word', '«Nombre»'],
    ['Keap', '~Company.Phone~'],
    ['Textmagic, SimpleTexting', '[first_name]'],
    ['SimpleTexting', '%%first name%%'],
    ['EZ Texting', '{FirstName}'],
    ['Power Apps', '[$FirstName]'],
    ['Liquid', '{% assign name = customer.first_name %}'],
    ['DLT', '{#alphanumeric#}'],
  ];
  for (const [system, tag] of MORE) {
    it(`${tag} is never sent (${system})`, () =>
      assert.ok(!renderText(`Hi ${tag}, your order is ready`, view()).ok));
  }

  const ORDINARY = [
    'Reply [YES] or 1 for a demo',
    '20% off or 30% today, from $20 to $USD 50',
    'I <3 you, a < b > c',
    'We are #1! #sale #summer',
    'Mail ana@example.com or me@x.y',
    'Win $cash today, $100 or more',
    'See {…} and [1] for more',
    'Répondez «OUI» ou «NON»',
    'So ~30 people, ~ 2 km',
    'Really __really__ good',
    'At 5 @ the office, @bright @ana',
    '50%-70% off!! 2 for 1, 3 * 4 | 5 * 6',
    'https://example.com/a?b=%20c&d=%7Be%7D#f',
  ];
  for (const text of ORDINARY)
    it(`is not found in "${text}"`, () => assert.deepEqual(leftoverPlaceholders(text), []));

  it('is looked for in no time, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...Array.from('{}[]<>%#@~|*$_=!«»ab 1')), { maxLength: 400 }),
        (pieces) => {
          leftoverPlaceholders(pieces.join(''));
        },
      ),
      { seed: 14, numRuns: 300 },
    );
  });
});
