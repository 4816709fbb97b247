import { send } from '../shared/call.js';
import { poll } from '../shared/poll.js';

const POLL = 2000;

/** Asks for alarms again and again, and brings what a person decides to the server. */
export class AlarmFeed {
  /**
   * @param {() => URLSearchParams} query what is wanted
   * @param {(view: object) => void} draw
   * @param {import('../live/notice.js').Notice} notice
   */
  constructor(query, draw, notice) {
    const path = () => `/api/alarms?${query()}`;
    this.look = poll(path, POLL, notice, (view) => {
      draw(view);
      document.dispatchEvent(new CustomEvent('alarmcount', { detail: view.open }));
    }, 'alarms');
  }

  /**
   * Says something about an alarm; what is wrong with it is thrown.
   * @param {string} path below the alarms
   * @param {object} body
   * @param {'PUT' | 'POST'} [method]
   */
  async say(path, body, method = 'PUT') {
    await send(method, `/api/alarms/${path}`, body);
    await this.look();
  }
}
