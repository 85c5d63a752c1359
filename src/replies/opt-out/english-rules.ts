import { ENGLISH_DOUBTS } from './english-doubts';
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
    @stop @so* (trying|attempting) to reach <me>
    @stop @so* reaching out (to)? (<me>)?
    @stop @so* sending (@texts|@stuff)? to <me>
    @stop @so* wasting my (time|data|battery|minutes) (with @these* @texts)?
    @stop @so* (blowing|hitting|lighting) (<me>)? up
    @stop @so* (using|keeping|having|sharing) (<me>)
    make|have @these* @texts stop
    turn|switch|shut off @these* @kind* @texts
    turn|switch|shut @these* @kind* @texts|these|this|them off
    @stop @so* (these|those|them|all) @so* $
    @stop (hitting|blowing|ringing|texting) (up)? @my @own? (line|phone|inbox|cell|dm|dms)
    (gtfo|get out|get off|stay out|stay off|get the hell out|get tf out) (of|off)? my (phone|inbox|cell|line|texts|messages)
    cut (it|this|that) out with @these* @kind* (@texts|these)
    stop contact
    refrain from @texting <me>?
    @stop (it|this|that) @so* with @these* (@kind* @texts|these|those|this)
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
    (please|just) (stop|quit) (it)? @so*
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
    no further (@texts / contact|communication|correspondence)
    nothing further @so*
    cease
    cease all (contact|communication|communications|@texts) @so*
    no mor @texts
    (stop|stp) (2|to|two|too|n|and) (end|quit|stop)
    (text|txt|reply) (stop|unsubscribe) (2|to)? (end|quit|stop)?
    leave me|us (tf|the f|the fuck|the hell) alone
    @stop|@dont @texting no more
    @stop (texting|messaging)
    remove
    take off
    off|from @these* @kind* @list
    (remove|delete|del|erase) (my|this)? (number|phone|contact)
    (im)? out take me off
    (i|ive) (have|had)? (already|just)? (unsubscribed|opted out|optedout) @past*
    take|get|pull|cross|leave|keep|strike|bump (<me>) (and @mine|or @mine)? off @so*
    `,
  ),
  // The words of vendors' lists.
  ...rules('stop', 'reply', 'dont|donot call\nput on dnc\n@stop @so* (it|this|that) @so*'),
  // No texts, no calls.
  ...rules(
    'stop',
    'demand',
    `
    no @kind* @texts @so*
    no (texts|messages|sms|spam|texting|messaging|solicitors|soliciting|contact|notifications) @so*
    no (@texts|@calls|@emails) (or|and) (@texts|@calls|@emails) @so*
    `,
  ),
  // Unsubscribe me. How do I opt out? Sign me off.
  ...placed(
    'stop',
    'asked',
    `
    unsubscribing
    unsubscribe|unsub|deregister|unenroll|unregister|desubscribe|unsuscribe (<me>)?
    opt (<me>)? @out
    opt (<me>)? @out (of|from) @these* @kind* (@list|@texts|@stuff|all)
    unsubscribe|unsub (<me>)? (of|from) @these* @kind* (@list|@texts|@stuff|all)
    optout
    opting|opted out
    sign|check|log me off|out $
    count me out (of)? (this|these|it|@texts)
    (be|get|getting|being) (<me>) (unsubscribed|removed|deleted) (from|off)?
    be|get|getting (taken|removed|off|out) (off|of|from)? @these* @list
    off (of|from)? @these* @kind* @list $
    let me|us (out|off) (of)? @these* @kind* @list
    leave @these* (list|group|program|subscription)
    `,
  ),
  // Remove me from your list. Lose my number.
  ...placed(
    'stop',
    'asked',
    `
    @remove (<me>) (from|off|on|in) (of)? @these* @kind* (@list / @texts / this^|it^|these^|here|there|everything|all^)
    @remove (<me>) from @you
    @unlist me|us @so*
    @remove @their (number|phone|contact|name|info|cell)
    (take|get) (it|this|that|him|her|them|us) off @these* @kind* @list
    (phone|number|cell|line) .. (remove|delete|erase) it $
    (taking|removing|deleting|dropping) (<me>) (off|from)? @these* @kind* @list
    remove from @these* @list
    @remove @this (number|phone|contact|cell|line|mobile) @so*
    @remove @my (number|phone|info|information|data|details|contact|cell|digits|name|record|records) @so*
    @remove @my (phone|cell|mobile|contact|personal) (number|info|information|data|details) @so*
    take|get|pull|cross|leave|keep|strike|cut|move|bump (<me>) (and|or)? (@mine)? (off|out|outta|from) (of|from)? @these* @kind* (@list / @texts / this^|it^|these^|here|everything|all^)
    take|get|pull|cross|strike (<me>) (off|of) (your|youre|the|this|that|ur)? @kind* (@list)
    take|get|pull|strike|cross off @these* @kind* @list
    (remove|take|delete) (@rel|my @rel|@their @rel) (from|off) (of)? @these* @kind* @list
    (take|get|keep|leave) (me|us) off $
    @remove my @own (number|phone|cell|contact)
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
    @dont @ever* @text (@their @rel|my @rel|@rel again|@rel anymore|@rel nomore) @so*
    @stop @so* @texting (@rel|@their @rel|my @rel)
    @dont @ever* @send (@texts|these^|those^|this^|them^|anymore)
    @dont @ever* @text (this|at this) (is)
    @dont @ever* @text @me_word @so*
    @dont @ever* @text <me> @so*
    @dont @ever* @text again|anymore|ever
    @dont @ever* (call|text|email|contact|message) (or|and|nor) (call|text|email|contact|message) (<me>)? @so*
    @dont @ever* (call|text|email|contact|message) (me|us) (or|and|nor) @text (me|us)? @so*
    @dont @ever* send (<me>)? @these* @kind* @texts
    @dont @ever* send (<me>)? @these* (shit|crap|stuff|junk|bs|garbage|spam)
    @dont @ever* reach|reaching out (to)? (<me>)? @so*
    @dont @ever* (hit|hitting|blow|blowing) (<me>) (up)?
    @dont @ever* send (<me>)? (any|anything|more|anymore|nothing) @so*
    `,
  ),
  ...rules(
    'stop',
    'clause',
    `
    @dont @ever* (text|contact|message|txt|msg|spam|reach out) @so*
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
    @deny @ever* @wanna to? @ever* @getting @get* @these* @kind* @texts
    @deny @ever* @wanna to? @ever* be|get|getting|being @texted
    @deny @ever* @wanna to? @ever* (hear|hearing) (anything)? (@so / more)? from @you
    @deny @ever* @want (you|yall|u|anyone|anybody|your company) to? @ever* (@text / @texting)
    @deny @ever* @want (to be)? (on|in|part of) @these* @kind* @list
    @deny @ever* @want any (more)? of (these^|this^|that^|yours)
    @deny @ever* @want any (more)? of (these|this|that|your) @kind* @texts
    @deny @ever* @wanna to? @getting @get* (these^|anything|them^|this^|that^) @so*
    @deny @ever* @want (these^|those^) @so* (nomore|anymore|any more|no more|coming)?
    (rather|prefer) (to)? not (to)? @getting @get* @these* @kind* (@texts|@stuff)
    times .. .. (say|tell you|tell you to|ask you|ask you to|saying) @so* (stop|unsubscribe|quit|no more)
    (gotta|have to) stop @texting
    (have|had|need|gotta) to (say|tell you|ask you|tell you to|ask you to) @so* (stop|unsubscribe|quit|no more)
    (dont|dnc) (call|contact) (registry|list)
    cease (and)? desist
    (no|zero) (further)? interest in (@get|hearing)* @these* @kind* @texts
    (done|finished|through) with @these* @kind* @texts
    no further @kind* (@texts|contact|communication|correspondence)
    (aint|not) (trying|tryna|tryin|looking) (to)? @getting @get* @these* @kind* @texts
    @texts (must|should|needs to|need to|has to|have to) (stop|cease|end)
    (appreciate|love|like|grateful|great|nice) (it)? if (you|yall|u) (would|could|can)? (stop|stopped|quit|cease|ceased) .. @texting
    (appreciate|love|like|grateful|great|nice) (it)? if (you|yall|u) (would|could|can)? (remove|removed|take|took|delete|deleted|unsubscribe|unsubscribed) (<me>)
    (number|name|info|contact) (should|must|needs to|to|is|has to)* (be)? (removed|deleted|taken off|unsubscribed) 
    (removal|removed) from @these* @kind* @list
    (request|requesting|want|demand) (a|my|the|immediate)? removal
    (my|as|an) (opt out|optout|unsubscribe) (request|notice|please)? $
    not (at all)? interested in (@get / hearing)? @these* @kind* @texts
    (no|not|dont have|never gave|never had|without|lack) (you)? (my)? (permission|consent|authorization|authority) to @text (<me>)?
    (not|never|nor|arent|isnt) (authorized|allowed|permitted|supposed|welcome) to @text (<me>)
    (do not|dont|not|never|nolonger) (consent|agree) to @get* @these* @kind* (@texts / @texting)
    (revoke|revoking|withdraw|withdrawing|rescind|rescinding) .. .. (consent|permission|authorization)
    @said @so* (stop|unsubscribe|unsub|quit|cancel|no more) @so*
    (want|need|wanna|like) (to get)? (out|off) (of)? @these* @kind* @list
    (told|asked|said|tell) (you|yall|u|them)? (before|already|nicely)? not to @text (<me>)?
    (keep|if you keep|if you continue) @texting (<me>)? (and|or|ill|i will|i am|im) ..
    (block|report|sue|blocking|reporting|suing) you if you .. @texting
    what part of (stop|unsubscribe|no) ..
    (beg|begging|ask|asking) you (to)? stop $
    (these|those|they|this) (are|is) (unwanted|unsolicited|unwelcome) @texts?
    (dont|donot|never|not) (give|have|gave|got) (you)? (my|any)? (permission|consent) to @text (<me>)?
    (sure|ensure|guarantee) (i|we) (dont|stop) (get|getting|receive|receiving) @get* @these* @kind* @texts
    (sure|ensure) (that)? no (further|more) @texts ..
    (can|could|may|how can|how could) i (get|be) (taken off|removed|deleted|unsubscribed) @so* $
    how (do|can) (i|we) (get rid of|block|get out of|escape|end) @these* (@kind* @texts|these^|this^|them^)
    (number|name|phone) .. .. (remove|delete) it $
    (thats)? enough (of)? (the|these|your)? @texts $
    (needing|asked|asking|trying) to be (removed|taken off|deleted|unsubscribed)
    (told|asked|begged|tell|need|want|beg) (you|yall|u|them|your company)? .. to (stop|quit|cease) @so* @past* $
    (want|need|like|wish) @these* @kind* @texts to? (stop|stopped|end|cease)
    (want|need|like|wish|get|make) (this|these|it|them|those) to? (stop|stopped|end|cease) @so* $
    (unless|until|if) you (stop|quit) @so* $
    if you (dont|do not) (stop|quit) @so* $
    (didnt|never|did not) (sign up|signed up|subscribe|ask|asked|agree|agreed|consent|consented) (for|to)? (this|these|it|that)? (remove|unsubscribe|stop|delete) (me)?
    (want|need|like) (you|this|it) to stop @so* $
    (i|we|id|ill|wed) .. (want|like|wanna|wish) (out|off) @so* $
    (want|like|wish|need|asked|asking|asks|request|requesting|wants) (to) be (removed|taken off|unsubscribed|deleted|off)
    (want|need|like|wish) (<me>) (off|out|removed|deleted) (of|from)? @these* @list
    (can|could|please) (you|u|yall)? not @text @me_word|these|this
    no need (to|for you to)? (keep)? @texting|@text @me_word ..
    no need (to|for you to)? keep @texting
    no need (to|for you to)? (keep)? (send|sending) (<me>)? @these* @kind* (@texts|these^|this^|them^)
    mind not @texting|sending @me_word|these|this|anything
    mind (taking|removing|deleting|unsubscribing) (<me>)
    @text me|us again (and|or|ill|i|im|youll|you)
    if you @text me|us (once more|again|one more time|anymore|ever again)
    if (i) (get|receive|hear) (another|one more|any more) @texts
    (one more|another|next) @texts (and) (i|im|ill|i am)
    (another|one more) @texts from you
    (please|pls|kindly) no more @so* $
    no more @these* @kind* @texts (<me>)?
    @stop @so* (getting|receiving|recieving|hearing|having) @these* @kind* (@texts|@stuff|from you)
    (unsubscribe|opt out) request
    consent|permission (is|has been)? (revoked|withdrawn|rescinded)
    (dont|do not|never|not) want @these* @kind* @texts
    (appreciate|prefer|like) not (getting|receiving) @get* @these* @kind* @texts
    (these|those|your) @kind* @texts (are|were) (unwanted|not wanted|unwelcome)
    `,
  ),
];

export const ENGLISH_RULES: readonly Rule[] = [...STOP, ...WISH, ...ENGLISH_DOUBTS];
