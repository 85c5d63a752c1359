import { fieldHolds, ownField, type Asked, type FieldTest } from './field-test';
import type { Lead, Stage } from './lead';

/** Something that is true of a lead or is not, and changes only when somebody changes what is known of her. */
export type LeadCondition =
  | { readonly kind: 'stage'; readonly is: readonly Stage[] }
  | { readonly kind: 'tag'; readonly has: string }
  | { readonly kind: 'field'; readonly key: string; readonly test: FieldTest };

/** Whether the condition is true of the lead now. */
export function conditionHolds(
  { stage, tags, fields }: Lead,
  condition: LeadCondition,
  asked?: Asked,
): boolean {
  switch (condition.kind) {
    case 'stage':
      return condition.is.includes(stage);
    case 'tag':
      return tags.includes(condition.has);
    case 'field':
      return fieldHolds(ownField(fields, condition.key), condition.test, condition.key, asked);
  }
}
