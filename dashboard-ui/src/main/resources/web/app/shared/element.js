/**
 * An element with a text.
 * @param {string} name
 * @param {string} text
 */
export function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/**
 * A term and what it is, for a list of them.
 * @param {string} term
 * @param {string} text
 */
export function termOf(term, text) {
  const pair = document.createElement('div');
  pair.append(element('dt', term), element('dd', text));
  return pair;
}

/** A pause for those who hear the page: what stands side by side would be one word to them. */
export function pause() {
  const made = element('span', ', ');
  made.className = 'visually-hidden';
  return made;
}
