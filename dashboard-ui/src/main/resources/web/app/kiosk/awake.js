/**
 * Keeps the screen from going to sleep while the page is seen. Browsers take the lock away from a hidden
 * page, and some do not have it, or not without TLS: the system's own settings hold then.
 */
export function stayAwake() {
  document.addEventListener('visibilitychange', ask);
  ask();

  async function ask() {
    if (document.hidden || !navigator.wakeLock) {
      return;
    }
    try {
      await navigator.wakeLock.request('screen');
    } catch (refused) {
      console.info('the screen may go to sleep', refused.message);
    }
  }
}
