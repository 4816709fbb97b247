import { word } from './words.js';

/** @typedef {'anomalous' | 'offline' | 'unscored' | 'normal'} Condition their shapes are the symbols `i-…` of the page */

/**
 * What a condition is called.
 * @param {Condition} condition
 */
export function conditionName(condition) {
  return word(`condition.${condition}`);
}

/**
 * Draws a condition: shape, colour and, where there is a place for it, word.
 * @param {Element} place gets `data-condition`
 * @param {SVGUseElement} use
 * @param {Condition} condition
 */
export function drawCondition(place, use, condition) {
  if (place.dataset.condition !== condition) {
    place.dataset.condition = condition;
    use.setAttribute('href', `#i-${condition}`);
  }
}
