import { rules, type Rule } from './grammar';

/** What English says that may be a request, is one for something else, or is none; see english.ts for the classes. */

/** Near enough to ask: wrong number, I hate these texts, stop … texts. */
const STRONG: readonly Rule[] = [
  ...rules(
    'strong',
    'said',
    `
    (wrong|incorrect) number
    (you|u|got|have|has|reached|texting|texted|contacting) (got|have|the|a)* wrong (person|guy|phone|contact)
    (number) (was|is|got) (changed|reassigned|wrong)
    (not|isnt|aint|nolonger) (my|his|her|their) (number|phone)
    (isnt|not) .. (number|phone) (anymore|any more)
    (no one|noone|nobody|not anyone) here (by|with|named|called) ..
    (no one|noone|nobody) .. (by|with) that name
    (hate|despise|annoyed|annoying|sick|tired|fed up) (of|by|with|at)? @these* @kind* @texts
    why (are|do|would|did) (you|u|yall) (keep|still|even)? @text|texting (<me>)
    who gave you (permission|the right|my number|consent|this number)
    (never|did not|didnt) (consent|agree|agreed|signed|sign|opted|opt|subscribed|subscribe|authorized|authorize) (up|in|you|for|to|my)? (for|to|in|my)? (@these* @kind* @texts / this^|it^|these^)
    (reporting|report|reported|suing|sue|block|blocking|blocked) (you|u|yall|your number)
    (to|with) (the) (fcc|ftc|attorney general|bbb|carrier)
    (this|is|its|it is|considered|as) (spam|harassment|harassing|spamming|illegal|scam) $
    (contact|contacting|calling|call|from|suing) (my|our) (lawyer|attorney)
    (doesnt|dont|didnt) (have|own|use) this (phone|number|line) (anymore|any more|now)?
    (want|need|like) to (cancel|end) $
    (turn|switch) @these* @texts|these|this off
    @stop @so* (asking|selling|advertising|marketing|pushing|bugging|promoting|offering) (me|us|this|it|your|to|at)? @so* $
    @stop @so* sending (<me>)? @these* .. @texts
    not? sure (if|whether) i (want|need) to (get|receive|keep) @these* @kind* @texts
    how (do|did|can) i (get) (on|off) @these* list
    you never @stop @texting
    `,
  ),
  ...rules(
    'strong',
    'clause',
    `
    (i|we)? @never @want (this|these|those|any of this|any more) @so*
    (fuck|f|eff|piss|bugger|sod|buzz|back|shove) off
    (fuck|screw|eff) (you|u|yall|this)
    f you|u
    fu|gtfo|stfu
    get lost
    go (away|to hell)
    (im|i am|we are|were)? (all)? (set|good) (no more|thanks no)
    no need anymore
    wrong person
    (count) me out
    no no no
    @stop @so* (it|this|that) @so*
    (dont|do not|nolonger|not) (live|work|living|own|working) (there|here) @so*
    (passed away|he died|she died) .. ..
    (she|he|they|mom|dad|husband|wife|mother|father) (has)? (died|passed away|is deceased|is dead) ..
    @stop @so* @texting @these* .. ..
    `,
  ),
  // A verb of stopping close to messages or to the lead.
  ...rules(
    'strong',
    'asked',
    `
    @stop .. @texts
    @stop .. @texting
    @unlist|take|opt .. .. @list
    @unlist .. number|name
    @remove (it|this|that) $
    @dont @ever* reply|respond (to)? (<me>) @so*
    @stop (the|this|our)? (conversation|chat|convo|communication)
    (end|finish) (the|this|our) (conversation|chat|convo|thread)
    (pause|snooze|mute|suspend) @these* @kind* (@texts / @texting / texting|messaging|sending)
    `,
  ),
  ...rules(
    'strong',
    'reply',
    `
    cancel|remove (it|this|that|everything) @so*
    please no
    no more
    (already)? (deceased|dead|spam|scam|scammer|scammers|spammer|block|blocked|reported|reporting this|junk|harassment|unwanted|nope nope nope)
    i cancel
    end (it|this|that)
    quit (it|this)
    pause (until|till|til|for) .. ..
    (stop|pause) (until|till|til|for|during|while|on) .. .. ..
    stop for now
    leave me|us be
    im out
    `,
  ),
];

/** Something of a request: a person sees it, and nobody asks. */
const WEAK: readonly Rule[] = [
  ...rules(
    'weak',
    'clause',
    `
    (not|nolonger|aint|isnt|im not|i am not) (really|at all|even|very|that)? interested (at all|anymore|any more|in this|thanks|in it|in anything|in your|period)? @so*
    lost interest
    farewell
    @never @want (anything|nothing)
    @dont disturb
    shut (up|it)
    get (a life|bent|stuffed)
    no thanks? (not)? interested
    (enough|too much)
    (i|we) (moved|relocated) (away|out) @so*
    (not|nolonger) (a|your)? (customer|client|member|owner|homeowner)
    `,
  ),
  ...rules(
    'weak',
    'said',
    `
    (too many|so many|too much) @these* @kind* @texts
    @text me? (way|far|just)? (too much|too often|so much|so often|constantly|nonstop|all the time|every day|everyday)
    (stop|cancel|end|leave) (my|the|this|our|all)? (subscription|subscriptions)
    (didnt|never|did not) (ask|asked|sign up|signed up) for (this|these|it)
    why (am i|do i) (still|keep)? (getting|receiving|get) @these* @kind* (@texts|these^|this^)
    `,
  ),
];

const FAREWELL: readonly Rule[] = rules('weak', 'reply', 'goodbye');

/** Less, not nothing; see how-often.ts for how much less. */
const LESS: readonly Rule[] = [
  ...rules(
    'fewer',
    'said',
    `
    (just|only|maybe|max|maximum|at most|more than) @few (text|texts|message|messages|time|times)? (a|per|every|each) (day|week|month|year)
    @few @these* (text|texts|message|messages|time|times)? (a|per|every|each) (day|week|month) (is|would be|works|max|at most) @few* (plenty|enough|fine|max|ok|okay|good|maximum|please)?
    (text|message|send) (me|us|these)? (something|only|just)? @few (text|texts|message|messages|time|times)? (a|per|every|each) (day|week|month)
    (fewer|less|so many|as many) (of)? @these* @kind* (@texts|these^|them^)
    (text|message|send|texting|messaging) (me|us|these|them|stuff)? (way|a lot|far|a bit|a little)? (less|fewer|less often|less frequently)
    (less|not so|not as|too) (often|frequent|frequently|many|much) (please|thanks)? $
    (weekly|monthly) (is|works|would be) @ok
    (slow|slowing|tone|dial) (it)? down (with|on)? @these* @texts?
    cut (back|down) on @these* @texts
    (not|never|dont) (text|message|send|texting)? (me|us)? (texts|messages)? (every|each) (single)? (day|hour|time)
    (only|just) (send|text) (me|us)? @these* (important|urgent|main|sale|order|shipping|best|big) ..
    (stop|quit|cancel|unsubscribe) (from|of|with|me from)* the? (promos|promo|promotions|promotional|marketing|ads|daily|offers) (texts|ones|stuff|messages|only)? (but|and|only) ..
    (only|just) (want|need) @these* (order|delivery|shipping|account|appointment|important) (updates|info|texts|messages|notifications)
    @texting me? (way|far|just)? (too much|too often|so much|so often|constantly|nonstop|all the time|every day|everyday)
    `,
  ),
];

const ONCE_A_WEEK: readonly Rule[] = rules(
  'fewer',
  'clause',
  '@few (text|texts|message|messages|time|times)? (a|per|every|each) (day|week|month) (is|max|would be)* (enough|plenty|fine|max|ok)?',
);

/** Another channel. */
const CHANNELS: readonly Rule[] = [
  ...rules(
    'no_calls',
    'asked',
    `
    @stop @so* (the|with|all|your|these|with the)* (robo|phone|sales)? @calls (me|us|this number)? @so*
    @stop @so* leaving @these* @calls
    @dont (please|ever|you|even|u)* (call|phone|ring) (me|us|at work|this number|my @rel|my office|here) @so*
    @dont @ever* (leave|send) (me|us)? @these* (phone)? @calls
    `,
  ),
  ...rules(
    'no_calls',
    'said',
    `
    no more (phone|robo|sales)* @calls
    (you|yall|u) (guys)? call (me|us)? (too|so|way) (much|often|many)
    (dont|never|cant|wont) (answer|take|do|pick up) (phone)? calls
    `,
  ),
  ...rules(
    'no_emails',
    'asked',
    `
    @stop @so* (the|with|all|your|these|sending|me)* @emails (me|us)? @so*
    @dont @ever* (email) (me|us|that) @so*
    @dont @ever* send (me|us)? @these* @emails
    (unsubscribe|unsub|remove|opt) (<me>)? (out|from|off|of)* @these* @emails (newsletter|newsletters|list|lists)?
    (take|get) (<me>) (off|out|from) (of)? @these* @emails (list|lists)?
    `,
  ),
  ...rules('no_emails', 'said', 'no more @emails'),
  ...rules('no_calls', 'clause', '(please)? (dont|donot|never) call'),
  ...rules('no_calls', 'demand', 'no (phone|robo|sales)* @calls @so*'),
  ...rules('no_emails', 'demand', 'no @emails @so*'),
];

const MENTION: readonly Rule[] = rules(
  'mention',
  'said',
  `
  (reply|text|send|type|say|respond|replying|texting|sending|says|answer|press|pressed|hit) (@so / with / back / the word / word / a)? stop|unsubscribe|end|quit|cancel|optout|help
  (stop|cancel|remove|delete|end|quit|take|get|pull|move) (me|us|it)? (out|off)? (of|from)? (the|this|that|my|our|an|a|your|these)* @thing
  (remove|delete|erase|cancel) (the|this|that|my|our|those|these|his|her) !@ours
  (accidentally|mistakenly) (texted|sent|replied|typed|said)? (stop|unsubscribed|unsubscribe|opted out|stopped|opt out)
  (unsubscribed|opted out|stopped) (by)? (accident|accidentally|mistake|mistakenly)
  `,
);

const KEEP: readonly Rule[] = [
  ...rules('keep', 'clause', '(text|txt|message) (me|us)\n@texts|text|texting only\nsms only'),
  ...rules(
    'keep',
    'said',
    `
    (keep|love|like|enjoy|want|need) (to get|getting|receiving|texting|sending|messaging) .. 
    (dont|never) forget to @text ..
    (keep) (me|us) (on|in|posted|informed|updated|subscribed)
    (keep) (them|these|the texts|it) coming
    keep @these* (texts|text|sms|messages)
    (just|only) (text|txt|message) (me|us)
    (text|txt|message) (me|us) (here|instead|only)
    (texting|texts|text|messages|sms) (me)? (is|are|would be) (still)? (totally|much|fine)? (@ok)
    (texting|texts|text|messages|sms) (works|work)
    (prefer|want|rather|like) (the|your|to|getting|get)* (texts|text|texting|sms|messages)
    (can|could|may|please|you can|number to|can only|only) text
    text it|them
    (only|just) texts
    (texts|text|sms|messages) (only|anytime|please only)
    (dont|do not|never) want .. to (stop|unsubscribe|end|cancel|quit|opt out)
    (dont|do not|never) want @these* @texts to (stop|end)
    `,
  ),
];

export const ENGLISH_DOUBTS: readonly Rule[] = [
  ...STRONG,
  ...WEAK,
  ...FAREWELL,
  ...LESS,
  ...ONCE_A_WEEK,
  ...CHANNELS,
  ...MENTION,
  ...KEEP,
];
