const YEAR = 365 * 24 * 3600;

/** Whether the page is dark at this moment, by choice or by the system's preference. */
function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

/**
 * Switches between light and dark. The choice goes into a cookie, so that the server paints the
 * next page right from the start.
 * @param {HTMLButtonElement} button
 */
export function themeSwitch(button) {
  button.addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    document.cookie = `theme=${theme}; path=/; max-age=${YEAR}; samesite=strict`;
    document.dispatchEvent(new Event('themechange'));
  });
}

/**
 * Calls back whenever colours change.
 * @param {() => void} redraw
 */
export function onThemeChange(redraw) {
  document.addEventListener('themechange', redraw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
}

const probe = document.createElement('i');

/**
 * A colour of the style sheet, resolved for a canvas.
 * @param {string} name of the custom property
 */
export function colour(name) {
  if (!probe.isConnected) {
    probe.hidden = true;
    document.body.append(probe);
  }
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}
