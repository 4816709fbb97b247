import { clock } from '../say/time.js';

/** Says that charts show the past, and leads back to the live edge. */
export class Looking {
  /**
   * @param {HTMLElement} place
   * @param {import('./view.js').View} view
   */
  constructor(place, view) {
    this.place = place;
    this.text = place.querySelector('span');
    this.view = view;
    place.querySelector('button').addEventListener('click', () => view.live());
  }

  /**
   * @param {import('./history.js').History | null} history what is shown, null while it comes
   * @param {{storedFrom: number, lakeTo: number | null}} kept what is older than `storedFrom` is in
   *   the lake alone, and read from there up to `lakeTo`
   */
  draw(history = null, kept = { storedFrom: 0, lakeTo: null }) {
    const { past } = this.view;
    this.place.hidden = past === null;
    if (!past) {
      return;
    }
    const words = [`Looking back: ${clock(past.from)} to ${clock(past.to)}, live goes on.`];
    if (history && history.readings() === 0) {
      words.push('No reading here.');
    }
    if (history) {
      words.push(...missing(past, kept));
    }
    this.text.textContent = words.join(' ');
  }
}

/** What of the range may be in the lake and cannot be shown. */
function missing({ from, to }, { storedFrom, lakeTo }) {
  if (from >= storedFrom) {
    return [];
  }
  if (lakeTo === null) {
    return [`What is older than ${clock(storedFrom)} is in the lake, and not shown here.`];
  }
  const begin = Math.max(from, lakeTo);
  const end = Math.min(to, storedFrom);
  return begin < end ? [`What came between ${clock(begin)} and ${clock(end)} waits in the lake to be read into its files.`] : [];
}
