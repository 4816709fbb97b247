const KEY = 'fettle.signed-in-again';
/** A provider that lets people in and a server that does not would send them round and round. */
const ONCE_IN = 60_000;

let leaving = false;

/** Whether the person may label, acknowledge and ask for runs; the server decides in any case. */
export function mayOperate() {
  return document.body.dataset.operator === 'true';
}

/** Whether the person may what only admins may; the server decides in any case. */
export function isAdmin() {
  return document.body.dataset.admin === 'true';
}

/**
 * The sign-in has ended. The way to the provider begins with this page's own address and comes back
 * to it; where somebody is just writing, it waits for them.
 * @returns {boolean} whether this page is on its way there: nothing else is to be begun
 */
export function sessionOver() {
  const place = document.getElementById('session-over');
  if (!place) {
    return false;
  }
  place.querySelector('a').href = location.href;
  place.hidden = false;
  if (!leaving && !document.activeElement?.matches('input, textarea') && isFirst()) {
    leaving = true;
    location.reload();
  }
  return leaving;
}

function isFirst() {
  try {
    const last = Number(sessionStorage.getItem(KEY));
    sessionStorage.setItem(KEY, String(Date.now()));
    return Date.now() - last > ONCE_IN;
  } catch {
    return false; // storage is switched off: people go by the link
  }
}
