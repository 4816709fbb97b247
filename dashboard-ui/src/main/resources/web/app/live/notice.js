/** What may be said on top of the page, the most important first; one thing is said at a time. */
const ORDER = ['connection', 'problem', 'history', 'gateway', 'alarms', 'maintenance', 'notifications', 'module', 'links'];

/** The notice on top of the page. */
export class Notice {
  constructor() {
    this.place = document.getElementById('notice');
    this.texts = new Map();
  }

  /**
   * @param {'connection' | 'problem' | 'history' | 'gateway' | 'alarms' | 'maintenance' | 'notifications' | 'module' | 'links'} about
   * @param {string} text empty when there is nothing to say
   */
  say(about, text) {
    this.texts.set(about, text);
    const first = ORDER.map((name) => this.texts.get(name)).find((known) => known) ?? '';
    if (this.place.textContent !== first) {
      this.place.textContent = first;
    }
    this.place.hidden = first === '';
  }
}
