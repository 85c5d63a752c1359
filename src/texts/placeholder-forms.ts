/**
 * How other systems write what shall be filled in, as data: with an example and where it is documented (all read November
 * 2026). Each `pattern` is the source of an expression whose quantifiers are bounded, so that no text takes long.
 */
export interface PlaceholderForm {
  readonly system: string;
  readonly source: string;
  readonly example: string;
  readonly pattern: string;
}

/** Nobody writes this and means it: always a placeholder. */
export const SURE_FORMS: readonly PlaceholderForm[] = [
  {
    system: 'Handlebars, Mustache, Liquid',
    source: 'handlebarsjs.com/guide/expressions.html',
    example: '{{{name}}}',
    pattern: '\\{\\{\\{?[^{}\\n]{0,80}\\}\\}\\}?',
  },
  {
    system: 'Liquid, Jinja, Twig',
    source: 'shopify.github.io/liquid/tags/control-flow',
    example: '{% if name %}',
    pattern: '\\{%[^{}\\n]{1,80}%\\}',
  },
  {
    system: 'Mautic',
    source: 'docs.mautic.org/en/latest/configuration/variables.html',
    example: '{contactfield=firstname}',
    pattern: '\\{\\w{2,30}=[^{}\\n]{0,60}\\}',
  },
  {
    system: 'Salesforce',
    source: 'help.salesforce.com, "Merge Fields"',
    example: '{!Contact.FirstName}',
    pattern: '\\{![^{}\\n]{1,60}\\}',
  },
  {
    system: 'Smarty, ActiveCampaign, Keap',
    source: 'smarty.net/docs/en/language.syntax.variables.tpl',
    example: '{$name}',
    pattern: '\\{\\$[^{}\\n]{1,60}\\}',
  },
  {
    system: 'DLT templates of Indian carriers',
    source: 'trai.gov.in, TCCCPR 2018, content templates',
    example: '{#var#}',
    pattern: '\\{#[^{}\\n]{1,30}#\\}',
  },
  {
    system: '.NET, Java MessageFormat',
    source: 'learn.microsoft.com/dotnet/standard/base-types/composite-formatting',
    example: '{0}',
    pattern: '\\{\\d{1,2}\\}',
  },
  {
    system: 'Campaign Monitor, Drip and others, with a fallback',
    source: 'help.campaignmonitor.com, "Personalization tags"',
    example: '[firstname,fallback=there]',
    pattern: '[[{][\\p{L}_ .]{2,40}[,|:]\\s?(?:fallback|default)[^\\]}\\n]{0,40}[\\]}]',
  },
  {
    system: 'ERB, EJS, JSP',
    source: 'docs.ruby-lang.org/en/master/ERB.html',
    example: '<%= name %>',
    pattern: '<%[^%<>\\n]{1,80}%>',
  },
  {
    system: 'Salesforce Marketing Cloud (AMPscript)',
    source: 'developer.salesforce.com/docs/marketing/marketing-cloud-ampscript',
    example: '%%=v(@firstName)=%%',
    pattern: '%%(?:=|\\[)[^%\\n]{1,80}(?:=|\\])%%',
  },
  {
    system: 'Ruby, gettext and i18n libraries',
    source: 'guides.rubyonrails.org/i18n.html',
    example: '%{name}',
    pattern: '%\\{[^{}\\n]{1,40}\\}',
  },
  {
    system: 'Python, PHP',
    source: 'docs.python.org/3/library/stdtypes.html, printf-style',
    example: '%(name)s',
    pattern: '%\\(\\w{1,30}\\)[sd]|%\\d\\$[sd]',
  },
  {
    system: 'Power Automate',
    source: 'learn.microsoft.com/azure/logic-apps/workflow-definition-language-functions-reference',
    example: "@{triggerBody()?['name']}",
    pattern: '@\\{[^{}\\n]{1,80}\\}',
  },
  {
    system: 'Mailchimp',
    source: 'mailchimp.com/help/all-the-merge-tags-cheat-sheet',
    example: '*|FNAME|*',
    pattern: '\\*\\|[^|*\\n]{1,40}\\|\\*|\\|\\*[^|*\\n]{1,40}\\*\\|',
  },
  {
    system: 'Clickatell, Vonage Campaigns and other SMS tools',
    source: 'docs.clickatell.com, "Placeholders"',
    example: '##FirstName##',
    pattern: '##[\\p{L}_][\\p{L}\\p{N}_. -]{0,40}##',
  },
  {
    system: 'Zoho, dotdigital',
    source: 'support.dotdigital.com, "Personalisation"',
    example: '@@firstname@@',
    pattern: '@@[\\p{L}_][\\p{L}\\p{N}_. -]{0,40}@@|@[A-Z]{2,20}_?NAME@',
  },
  {
    system: 'Keap (Infusionsoft)',
    source: 'help.keap.com, "Merge fields"',
    example: '~Contact.FirstName~',
    pattern: '~\\p{L}{2,20}\\.[\\p{L}\\p{N}_]{2,40}~',
  },
  {
    system: 'Power Apps, Caspio',
    source: 'howto.caspio.com/parameters',
    example: '[@field:First_Name]',
    pattern: '\\[[@$%][^[\\]\\n]{1,60}\\]',
  },
  {
    system: 'JavaScript that printed an object',
    source: 'tc39.es/ecma262, Object.prototype.toString',
    example: '[object Object]',
    pattern: '\\[object \\w{3,20}\\]',
  },
];

/**
 * Words in these signs are a placeholder when they are called as placeholders are; in braces any words are. Each has the words in
 * one group.
 */
export const WORD_FORMS: readonly PlaceholderForm[] = [
  {
    system: 'Brevo, Mailgun, Windows',
    source: 'documentation.mailgun.com, "Template variables"',
    example: '%recipient.first_name%',
    pattern:
      '%%(?<percents>[\\p{L}_][\\p{L}\\p{N}_. ]{1,40})%%|%%?(?<percent>[\\p{L}_][\\p{L}\\p{N}_.]{1,40})%%?',
  },
  {
    system: 'JavaScript, ManyChat and most others',
    source: 'help.manychat.com, "Variables"',
    example: '{first_name}',
    pattern: '[$#]?\\{%?(?<braces>[^{}\\n]{2,40})\\}',
  },
  {
    system: 'people, WordPress',
    source: 'codex.wordpress.org/Shortcode_API',
    example: '[First Name]',
    pattern: '\\[\\[?(?<brackets>[^[\\]\\n]{2,40})\\]\\]?',
  },
  {
    system: 'Word, Outlook',
    source: 'support.microsoft.com, "Insert mail merge fields"',
    example: '«FirstName»',
    pattern: '<<?(?<angles>[^<>\\n]{2,40})>>?|«(?<quotes>[^«»\\s]{2,40})»',
  },
  {
    system: 'shells, PHP',
    source: 'php.net/manual/language.types.string.php',
    example: '$firstname',
    pattern: '\\$(?<dollar>[\\p{L}_]{3,30})(?![\\p{L}\\p{N}])\\$?',
  },
  {
    system: 'people, Python',
    source: 'docs.python.org/3/library/string.html',
    example: '__NAME__',
    pattern: '__(?<lines>[\\p{L}_ ]{2,30}?)__',
  },
];
