import { apiPath } from './path.js';

/**
 * Files of what the charts show.
 * @param {HTMLDetailsElement} menu
 * @param {string} machine `device/machine`
 * @param {() => {from: number, to: number}} window epoch milliseconds
 */
export function openExport(menu, machine, window) {
  menu.addEventListener('click', (event) => {
    const { format } = event.target.dataset;
    if (format) {
      const { from, to } = window();
      // the browser goes to the address as it is after this
      const query = new URLSearchParams({ format, from: Math.floor(from), to: Math.ceil(to) });
      event.target.href = `${apiPath(machine)}/export?${query}`;
      menu.open = false;
    }
  });
  document.addEventListener('click', (event) => {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && menu.open) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
}
