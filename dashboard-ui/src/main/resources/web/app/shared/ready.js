/**
 * The page's script is there: what needs it is enabled, and what was clicked before is done now
 * (see `early/index.js`).
 */
export function ready() {
  document.querySelectorAll('fieldset.awaits-script').forEach((part) => {
    part.disabled = false;
  });
  document.dispatchEvent(new Event('pageready'));
}

/**
 * The page's script has not come, or failed: that is said, as nothing on it would work.
 * @param {unknown} problem
 */
export function lost(problem) {
  console.error(problem);
  document.dispatchEvent(new Event('pagelost'));
}
