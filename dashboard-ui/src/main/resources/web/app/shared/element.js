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
