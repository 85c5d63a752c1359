/** Texts as people write them: Mustache with fallbacks and filters. For the runtime and for the editor's dialogs. */
export { type Problem, checkTemplate } from './check-template';
export { leftoverPlaceholders } from './placeholders';
export { LONGEST_TEXT, type RenderedText, type TextView, renderText } from './render';
