import { rules, type Rule } from './grammar';

/** What English says, as patterns of the classes in english.ts. The comments give an example of each group. */

const placed = (says: Rule['says'], when: Rule['when'], patterns: string): Rule[] =>
  rules(says, when, patterns).map((rule) => ({ ...rule, placed: true }));

const STOP: readonly Rule[] = [
  // Stop texting me. Quit with the messages. Stop trying to contact us.
  ...rules(
    'stop',
    'asked',
    `
    @stop @so* @texting @me_word
    @stop @so* @texting <me>
    @stop @so* @texting @texts
    @stop @so* @texting and|or|n @texting <me>?
    @stop @so* sending|sendin|giving (<me>)? @these* (@texts / @stuff)
    @stop @so* sending (<me>)? @these* @kind* (@texts / @stuff)
    @stop @so* with? @these* @kind* @texts
    @stop @so* (trying|attempting) to @text <me>
    @stop @so* (blowing|hitting|lighting) (<me>)? up
    @stop @so* (using|keeping|having|sharing) (<me>)
    make|have @these* @texts stop
    turn|switch|shut off @these* @kind* @texts
    turn|switch|shut @these* @kind* @texts|these|this|them off
    @stop (it|this|that) @so* $
    block|exclude (<me>) from @these* @kind* (@list|@texts)
    end|stop|cancel @these* @kind* (subscription / subscriptions) to @these* @texts
    @end @these* @kind* @texts
    `,
  ),
  ...rules(
    'stop',
    'clause',
    `
    @stop @so* @texting @so*
    @stop @so* sending|sendin (<me>)? @so*
    @stop (it|this|that|everything|all|them|these|those|all of this|all of it) @so*
    stop|quit @so*
    @stop (it)? @so* with @these* @kind* @texts
    no more of (this|these|it) @so*
    @stop (this|the|with|your) (shit|crap|bs|bullshit|nonsense|harassment|spam|madness)
    make it|this|these|them stop
    (end|ending) subscription
    cease (and)? desist @these* @texts?
    cut it out
    knock it off
    leave me|us out of (this|it)
    enough of? (already / @these* @kind* @texts / now / is enough)
    no more @so* (contact|communication) @so*
    no (further) (@texts / contact|communication|correspondence)
    no (texts / messages|sms|spam|texting|messaging|solicitors|soliciting|contact|notifications)
    no @texts or (calls|texts|emails)
    remove
    take off
    off|from @these* @kind* @list
    (i|ive) (have|had)? (already|just)? (unsubscribed|opted out|optedout) @past*
    take|get|pull|cross|leave|keep|strike|bump (<me>) (and @mine|or @mine)? off @so*
    no @kind* @texts
    `,
  ),
  // Unsubscribe me. How do I opt out? Sign me off.
  ...placed(
    'stop',
    'asked',
    `
    unsubscribing
    unsubscribe|unsub|deregister|unenroll|unregister|desubscribe|unsuscribe
    opt (<me>)? @out
    opt (<me>)? @out (of|from) @these* @kind* (@list|@texts|@stuff|all)
    unsubscribe|unsub (<me>)? (of|from) @these* @kind* (@list|@texts|@stuff|all)
    optout
    opting|opted out
    sign|count|check|log me off|out
    (be|get|getting|being) (<me>)? (unsubscribed|removed|deleted) (from|off)?
    be|get|getting (taken|removed|off|out) (off|of|from)? @these* @list
    out|off (of|from)? @these* @kind* @list
    leave @these* (list|group|program|subscription)
    `,
  ),
  // Remove me from your list. Lose my number.
  ...placed(
    'stop',
    'asked',
    `
    @remove (<me>) (from|off|on|in) (of)? @these* @kind* (@list / @texts / this|it|here|there|everything|all)
    @remove (<me>) from @you
    @unlist me|us @so*
    @remove @this (number|phone|contact|cell|line|mobile) @so*
    @remove @my (number|phone|info|information|data|details|contact|cell|digits|name|record|records) @so*
    @remove @my (phone|cell|mobile|contact|personal) (number|info|information|data|details) @so*
    take|get|pull|cross|leave|keep|strike|cut|move|bump (<me>) (and|or)? (@mine)? (off|out|outta|from) (of|from)? @these* @kind* (@list / @texts / this|it|here|everything|all)
    take|get|pull|strike|cross off @these* @kind* @list
    lose|loose|forget|delete|erase|block|drop|trash|destroy|burn|clear @my @own? (number|digits|contact|info)
    lose|loose|forget|delete|erase|block|drop|trash @this (number|contact)
    leave (<me>) @so* (alone|be) @so*
    knock it off @so* (with)? @these* @texts
    (have|get) (<me>) (removed|taken off|deleted|unsubscribed)
    (have|get) (<me>) (removed|taken|deleted|unsubscribed) (from|off)? @these* @kind* @list
    take|get @these* @texts off|away
    put|add|place (<me>) (on|to) @these* (dont|dnc|donotcall|no) (call|contact|text|solicit|list)?
    `,
  ),
  // Do not text me. Never contact this number again.
  ...rules(
    'stop',
    'asked',
    `
    @never @ever* @text @me_word @so*
    @never @ever* @text <me> @so*
    @never @ever* @text again|anymore|ever
    @never @ever* (call|text|email|contact|message) (or|and|nor) (call|text|email|contact|message) (<me>)? @so*
    @never @ever* send (<me>)? @these* @kind* @texts
    @never @ever* send (<me>)? @these* (shit|crap|stuff|junk|bs|garbage|spam)
    @never @ever* reach|reaching out (to)? (<me>)? @so*
    @never @ever* (hit|hitting|blow|blowing) (<me>) (up)?
    @never @ever* send (<me>)? (any|anything|more|anymore|nothing) @so*
    @never @ever* reply|respond (to)? (<me>) @so*
    `,
  ),
  ...rules(
    'stop',
    'clause',
    `
    @never @ever* (text|contact|message|txt|msg|disturb|spam|reach out) @so*
    `,
  ),
];

const WISH: readonly Rule[] = [
  // I nolonger want these messages. I do not wish to hear from you.
  ...rules(
    'stop',
    'said',
    `
    @deny @ever* @want @these* @kind* @texts
    @deny @ever* @want @these* @more* @kind* @texts
    @deny @ever* @want to? @ever* @getting @get* @these* @kind* @texts
    @deny @ever* @want to? @ever* be|get|getting|being @texted
    @deny @ever* @want to? @ever* (hear|hearing) (anything)? (@so / more)? from @you
    @deny @ever* @want (you|yall|u|anyone|anybody|your company) to? @ever* (@text / @texting)
    @deny @ever* @want (to be)? (on|in|part of) @these* @kind* @list
    @deny @ever* @want any (more)? of (these|this|that|your) @texts?
    @deny @ever* @want to? @getting @get* (these|any|anything|them|this|that) @so*
    (rather|prefer) (to)? not (to)? @getting @get* @these* @kind* (@texts|@stuff)
    times .. .. (say|tell you|tell you to|ask you|ask you to|saying) @so* (stop|unsubscribe|quit|no more)
    (have|had|need|gotta) to (say|tell you|ask you|tell you to|ask you to) @so* (stop|unsubscribe|quit|no more)
    (dont|dnc) (call|contact) (registry|list)
    cease (and)? desist
    (no|zero) (further)? interest in (@get|hearing)* @these* @kind* @texts
    (done|finished|through) with @these* @kind* @texts
    no further @kind* (@texts|contact|communication|correspondence)
    @texts (must|should|needs to|need to|has to|have to) (stop|cease|end)
    (appreciate|love|like|grateful|great|nice) (it)? if (you|yall|u) (would|could|can)? (stop|stopped|quit|cease|ceased) .. @texting
    (appreciate|love|like|grateful|great|nice) (it)? if (you|yall|u) (would|could|can)? (remove|removed|take|took|delete|deleted|unsubscribe|unsubscribed) (<me>)
    (number|name|info|contact) (should|must|needs to|to|is|has to)* (be)? (removed|deleted|taken off|unsubscribed) 
    (removal|removed) from @these* @kind* @list
    (request|requesting|want|demand) (a|my|the|immediate)? removal
    (my|an|as) (opt out|optout|unsubscribe)
    not (at all)? interested in (@get / hearing)? @these* @kind* @texts
    (no|not|dont have|never gave|never had|without|lack) (you)? (my)? (permission|consent|authorization|authority) to @text (<me>)?
    (not|never|nor|arent|isnt) (authorized|allowed|permitted|supposed|welcome) to @text (<me>)
    (do not|dont|not|never|nolonger) (consent|agree) to @get* @these* @kind* (@texts / @texting)
    (revoke|revoking|withdraw|withdrawing|rescind|rescinding) .. .. (consent|permission|authorization)
    @said @so* (stop|unsubscribe|unsub|quit|cancel|no more) @so*
    (told|asked|begged|tell|need|want|beg) (you|yall|u|them|your company)? .. to (stop|quit|cease) @so* $
    (want|need|like|wish) @these* @kind* @texts to? (stop|stopped|end|cease)
    (want|need|like) (you|this|it) to stop @so* $
    (i|we|id|ill|wed) .. (want|like|wanna|wish) (out|off) @so* $
    (want|like|wish|need|asked|asking|asks|request|requesting|wants) (to) be (removed|taken off|unsubscribed|deleted|off)
    (want|need|like|wish) (<me>) (off|out|removed|deleted) (of|from)? @these* @list
    @text me|us again (and|ill|i|im|youll|you)
    if (you|i) @text me|us (again|one more time|anymore)
    if (i) (get|receive|hear) (another|one more|any more) @texts?
    (please|pls|kindly) no more @so*
    no more @these* @kind* @texts (<me>)?
    @stop @so* (getting|receiving|recieving|hearing|having) @these* @kind* (@texts|@stuff|from you)
    (unsubscribe|opt out) request
    `,
  ),
];

const UNCLEAR: readonly Rule[] = [
  ...rules(
    'unclear',
    'said',
    `
    (wrong|incorrect) (number|person|guy|phone|contact)
    (number) (was|is|got) (changed|reassigned|wrong)
    (not|isnt|aint|nolonger) (my|his|her|their) (number|phone)
    (no one|noone|nobody|not anyone) (here)? (by|with|named|called) (that|this)? name?
    (no one|noone|nobody) .. (by|with) that name
    (hate|despise|annoyed|annoying|sick|tired|fed up) (of|by|with|at)? @these* @kind* @texts
    (too many|so many|too much) @these* @kind* @texts
    @text me? (way|far|just)? (too much|too often|so much|so often|constantly|nonstop|all the time|every day|everyday)
    (never|did not|didnt) (consent|agree|agreed|signed|sign|opted|opt|subscribed|subscribe|asked|ask|requested|request|authorized|authorize|gave|give|wanted|want) (up|in|you|for|to|my)? (for|to|in|my)? (@these* @kind* @texts / this|it|that|these|permission|consent|number)
    who gave you (permission|the right|my number|consent|this number)
    (reporting|report|reported|suing|sue|block|blocking|blocked) (you|u|this|your|yall)
    (to|with) (the) (fcc|ftc|attorney general|bbb|carrier)
    (this|is|its|it is|considered|as) (spam|harassment|harassing|spamming|illegal|scam)
    (contact|contacting|calling|call|from|suing) (my|our) (lawyer|attorney)
    (stop|cancel|end|leave) (my|the|this|our|all)? (subscription|subscriptions)
    why (are|do|would|did) (you|u|yall) (keep|still|even)? @text|texting (<me>)
    (doesnt|dont|didnt) (have|own|use) this (phone|number|line) (anymore|any more|now)?
    (want|need|like) to (cancel|end) $
    (fewer|less|so many|as many) (of)? @these* @kind* @texts|these
    (turn|switch) @these* (@texts|these|this) off
    (pause|snooze|mute|suspend) @these* @kind* (@texts / @texting / texting|messaging|sending)
    @stop @so* (calling|asking|selling|advertising|marketing|pushing|bugging|promoting|offering) @so*
    @stop @so* sending (<me>)? @these* .. @texts
    @stop (the|this|our)? (conversation|chat|convo|communication)
    (end|finish) (the|this|our) (conversation|chat|convo|thread)
    not? sure (if|whether) i (want|need) to (get|receive|keep)
    (dont|do not) call (<me>)
    how (do|did|can) i (get) (on|off) @these* list
    `,
  ),
  ...rules(
    'unclear',
    'clause',
    `
    (not|nolonger|aint|isnt|im not|i am not) (really|at all|even|very|that)? interested (at all|anymore|any more|in this|thanks|in it|in anything|in your|period)? @so*
    lost interest
    (i|we)? @never @want (this|these|those|anything|nothing|any of this|any more) @so*
    (fuck|f|eff|piss|bugger|sod|buzz|back|shove) off
    (fuck|screw|eff) (you|u|yall|this)
    f you|u
    fu|gtfo|stfu
    get lost
    go (away|to hell)
    shut (up|it)
    get (a life|bent|stuffed)
    bite me
    no thanks? (not)? interested
    pause (until|till|til|for|this|everything) .. ..
    (stop|pause) (until|till|til|for|during|while|on) .. .. ..
    stop for now
    (im|i am|we are|were)? (all)? (set|good) (no more|thanks no)
    no need anymore
    (no more|enough|too much)
    (good)? (bye|goodbye)
    farewell
    (count) me out
    im out
    (i|we) (already|just)? (bought|purchased|sold|found|got|went with|hired|chose|signed) .. (elsewhere|someone else|somebody else|another company|another provider|another one|a different one|the house|it|one already) .. ..
    (i|we) (already)? (sold|moved|relocated|retired) @so*
    (i|we) (moved|relocated) (away|out|on|to) .. ..
    no no no
    (not|nolonger) (a|your)? (customer|client|member|owner|homeowner|there|here|living there)
    (dont|do not|nolonger|not) (live|work|living|own|working) (there|here|it|that) @so*
    (once|twice|one|1|2|a|few) (time|times|text|message)? (a|per) (day|week|month|year) (is)? (plenty|enough|fine|max)
    (passed away|he died|she died) .. ..
    (she|he|they|mom|dad|husband|wife|mother|father) (has)? (died|passed away|is deceased|is dead) ..
    `,
  ),
  // Near enough to ask: a verb of stopping close to messages or to her.
  ...rules(
    'unclear',
    'asked',
    `
    @stop .. .. @texts
    @stop .. @texting
    @unlist|take|opt .. .. @list
    @unlist .. number|name
    `,
  ),
  ...rules(
    'unclear',
    'reply',
    `
    cancel|remove (it|this|that|everything) @so*
    please no
    (already)? (sold|bought|taken care of|purchased|deceased|dead|spam|scam|scammer|scammers|spammer|block|blocked|reported|junk|harassment|unwanted|irrelevant|annoying|nope nope nope)
    i cancel
    end (it|this|that)
    quit (it|this)
    `,
  ),
];

const MENTION: readonly Rule[] = rules(
  'mention',
  'said',
  `
  reply|text|send|type|say|respond|replying|texting|sending|says|answer (@so / with / back / the word / word / a)? stop|unsubscribe|end|quit|cancel|optout|help
  (accidentally|mistakenly) (texted|sent|replied|typed|said)? (stop|unsubscribed|unsubscribe|opted out|stopped|opt out)
  (unsubscribed|opted out|stopped) (by)? (accident|accidentally|mistake|mistakenly)
  `,
);

const KEEP: readonly Rule[] = [
  ...rules('keep', 'clause', '(text|txt|message) (me|us)'),
  ...rules(
    'keep',
    'said',
    `
  (keep|love|like|enjoy) (texting|sending|getting|messaging|receiving) .. 
  (keep) (me|us) (on|in|posted|informed|updated|subscribed)
  (keep) (them|these|the texts|it) coming
  (just|only) (text|txt|message) (me|us)
  (text|txt|message) (me|us) (instead|only)
  (dont|do not|never) want .. to (stop|unsubscribe|end|cancel|quit|opt out)
  (dont|do not|never) want @these* @texts to (stop|end)
  `,
  ),
];

export const ENGLISH_RULES: readonly Rule[] = [...STOP, ...WISH, ...UNCLEAR, ...MENTION, ...KEEP];
