/**
 * Writes a text where it is not there already, so that nothing flickers and nothing selected is lost.
 * @param {Element} place
 * @param {string} text
 */
export function say(place, text) {
  if (place.textContent !== text) {
    place.textContent = text;
  }
}
