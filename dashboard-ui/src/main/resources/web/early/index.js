/*
 * Runs before anything of a page is painted, ahead of the scripts that give its buttons their meaning.
 * Whatever is clicked until those have come is kept, and done when they have: no button loses a click,
 * whoever wrote it and however slow the line is. What else needs a script, since it would be filled over
 * what somebody wrote, is disabled until then; shared/ready.js ends both.
 */
{
  /** A link is one of them when only the script knows where it leads. */
  const NEEDS_SCRIPT = 'button, a.awaits-script';
  const LOOK_AGAIN = 10_000;
  /** By what was clicked: whoever clicks once more, since nothing happens, means the same. @type {Map<Element, MouseEvent>} */
  const kept = new Map();

  const keep = (event) => {
    const clicked = event.target.closest(NEEDS_SCRIPT);
    if (clicked) {
      event.preventDefault();
      event.stopImmediatePropagation();
      kept.set(clicked, event);
      clicked.setAttribute('aria-busy', 'true');
    }
  };

  /** @param {(clicked: Element, event: MouseEvent) => void} then */
  const release = (then) => {
    document.removeEventListener('click', keep, true);
    for (const [clicked, event] of kept) {
      clicked.removeAttribute('aria-busy');
      then(clicked, event);
    }
    kept.clear();
  };

  /** Says that the page has no scripts; nobody stands before a wall screen to load it anew. */
  const tell = () => {
    document.getElementById('not-loaded').hidden = false;
    if (document.body.dataset.page === 'kiosk') {
      setTimeout(reloadOnceThere, LOOK_AGAIN);
    }
  };

  /** A server that does not answer would leave a browser's own page of errors, for good. */
  const reloadOnceThere = async () => {
    const answer = await fetch(location.href, { signal: AbortSignal.timeout(LOOK_AGAIN) }).catch(() => null);
    if (answer?.ok) {
      location.reload();
    } else {
      setTimeout(reloadOnceThere, LOOK_AGAIN);
    }
  };

  document.addEventListener('click', keep, true);
  document.addEventListener('pageready', () => release((clicked, event) => clicked.dispatchEvent(new MouseEvent('click', event))), { once: true });
  document.addEventListener('pagelost', () => {
    release(() => {});
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', tell);
    } else {
      tell();
    }
  }, { once: true });
  // a script that does not come is said by its element alone, and only on the way down to it
  addEventListener('error', ({ target }) => target instanceof HTMLScriptElement && document.dispatchEvent(new Event('pagelost')), true);
}
