const DAY = 86_400_000;
const SCRIPT = 'script[type=module]';

/**
 * Makes a page that nobody reloads a new one when the server has another version, which is when its
 * script has another name, and once a day besides. A server that does not answer changes nothing: what
 * is on the wall stays there.
 */
export class Version {
  constructor() {
    this.script = document.querySelector(SCRIPT).getAttribute('src');
    this.opened = performance.now();
  }

  /** The connection is back: maybe to another server. */
  async look() {
    const served = await servedScript();
    if (served !== null && (served !== this.script || performance.now() - this.opened > DAY)) {
      location.reload();
    }
  }

  /** Whether a day is over. */
  isOld() {
    return performance.now() - this.opened > DAY;
  }
}

/** The name of the script of the page as it is served now, null when it is not. */
async function servedScript() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (!answer.ok) {
      return null;
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return page.querySelector(SCRIPT)?.getAttribute('src') ?? null;
  } catch {
    return null; // gone again: the next connection looks anew
  }
}
