/**
 * Opens the parts of a page that do nothing before its script is there: until then they are disabled, so
 * that no click is lost, and none sends a form as browsers do by themselves.
 * @param {HTMLElement} root
 */
export function ready(root) {
  root.querySelectorAll('fieldset.awaits-script').forEach((part) => {
    part.disabled = false;
  });
}
