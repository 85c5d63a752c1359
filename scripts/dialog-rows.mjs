/**
 * Most rows of a dialog begin alike: an icon and a label for a field of the same name. They are written as
 * `<div class="form-row" data-row="path" data-icon="folder-o">`, and the build puts the label in. A row whose words are
 * called otherwise says which: `data-label="ownKey"`.
 */

const ROW =
  /<div\s+class="form-row([^"]*)"\s+data-row="([\w-]+)"\s+data-icon="([\w-]+)"(?:\s+data-label="([\w:.-]+)")?\s*>/g;

/** The HTML of a dialog with the label of each row in it. */
export function withLabels(html) {
  const prefix = /category: 'config'/.test(html) ? 'node-config-input-' : 'node-input-';
  return html.replace(ROW, (_row, classes, field, icon, label = field) => {
    const words = label.includes('.') ? label : `label.${label}`;
    return (
      `<div class="form-row${classes}"><label for="${prefix}${field}">` +
      `<i class="fa fa-${icon}"></i> <span data-i18n="${words}"></span></label>`
    );
  });
}
