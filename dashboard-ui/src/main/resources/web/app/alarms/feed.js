import { call } from '../shared/call.js';

const POLL = 2000;

/**
 * Asks for alarms again and again while the page is seen, and not while it is hidden; and brings
 * what a person decides to the server.
 */
export class AlarmFeed {
  /**
   * @param {() => URLSearchParams} query what is wanted
   * @param {(view: object) => void} draw
   * @param {import('../live/notice.js').Notice} notice
   */
  constructor(query, draw, notice) {
    this.query = query;
    this.draw = draw;
    this.notice = notice;
    this.timer = 0;
    this.asked = 0;
    document.addEventListener('visibilitychange', () => this.look());
    this.look();
  }

  async look() {
    clearTimeout(this.timer);
    if (document.hidden) {
      return;
    }
    const mine = ++this.asked;
    try {
      const view = await call(`/api/alarms?${this.query()}`);
      if (mine !== this.asked) {
        return; // something else was asked for meanwhile, and goes on by itself
      }
      this.draw(view);
      document.dispatchEvent(new CustomEvent('alarmcount', { detail: view.open }));
      this.notice.say('alarms', '');
    } catch (problem) {
      this.notice.say('alarms', `${problem.message} The alarms that you see may be old.`);
    }
    if (mine === this.asked) {
      this.timer = setTimeout(() => this.look(), POLL);
    }
  }

  /**
   * Says something about an alarm; what is wrong with it is thrown.
   * @param {string} path below the alarms
   * @param {object} body
   */
  async say(path, body) {
    await call(`/api/alarms/${path}`, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    await this.look();
  }
}
