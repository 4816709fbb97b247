const YEAR = 365 * 24 * 3600;

/**
 * Buttons that choose the language. The choice goes into a cookie, as the server writes the page.
 * @param {Iterable<HTMLButtonElement>} buttons
 */
export function languageChoice(buttons) {
  for (const button of buttons) {
    button.addEventListener('click', () => {
      document.cookie = `language=${button.dataset.language}; path=/; max-age=${YEAR}; samesite=strict`;
      location.reload();
    });
  }
}
