/** What conditions are called; their shapes are the symbols `i-…` of the page. */
export const CONDITIONS = {
  anomalous: 'Anomalous',
  offline: 'Offline',
  unscored: 'Not scored',
  normal: 'Normal',
};

/**
 * Draws a condition: shape, colour and, where there is a place for it, word.
 * @param {Element} place gets `data-condition`
 * @param {SVGUseElement} use
 * @param {keyof CONDITIONS} condition
 */
export function drawCondition(place, use, condition) {
  if (place.dataset.condition !== condition) {
    place.dataset.condition = condition;
    use.setAttribute('href', `#i-${condition}`);
  }
}
