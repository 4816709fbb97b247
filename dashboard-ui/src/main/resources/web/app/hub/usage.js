/** @type {Set<(hub: object) => void>} */
const listeners = new Set();
let known = null;

/** What is known of the IoT hub now. @param {object} hub as the API has it */
export function tellHub(hub) {
  known = hub;
  listeners.forEach((listener) => listener(hub));
}

/**
 * Calls back with what is known of the IoT hub: at once where that came before this part of the page, and
 * whenever it is asked for again.
 * @param {(hub: object) => void} listener
 */
export function onHub(listener) {
  listeners.add(listener);
  if (known) {
    listener(known);
  }
}
