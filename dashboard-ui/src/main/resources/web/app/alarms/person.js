const KEY = 'fettle.name';

/** The name that this browser's person decides under where nobody signs in. */
export function rememberedName() {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return ''; // storage is switched off: it is asked for each time
  }
}

/**
 * Offers that name where none is written yet: somebody may have written theirs before this script came.
 * @param {HTMLInputElement} field
 */
export function offerName(field) {
  field.value ||= rememberedName();
}

/** @param {string} name */
export function rememberName(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // as above
  }
}
