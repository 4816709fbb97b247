import { Notice } from './notice.js';
import { word } from '../say/words.js';

const PATIENCE = 1500;
const NEWS = ['fleet', 'machine', 'chart'];

/** Says in the page's head how the connection is, and on top of the page what is wrong. */
export class Link {
  constructor() {
    this.place = document.getElementById('link');
    this.word = document.getElementById('link-text');
    this.notice = new Notice();
    this.place.hidden = false;
    this.timer = 0;
    this.state = '';
  }

  /**
   * @param {'connecting' | 'live' | 'thinned' | 'lost' | 'away'} state
   */
  tell(state) {
    // trying again is part of being lost
    const shown = state === 'connecting' && this.state === 'lost' ? 'lost' : state;
    if (shown === this.state) {
      return;
    }
    this.state = shown;
    this.place.dataset.state = shown;
    this.word.textContent = word(`link.${shown}`);
    this.place.title = shown === 'thinned' ? word('link.thinnedDetail') : '';
    clearTimeout(this.timer);
    const text = explanation(shown);
    if (text) {
      this.timer = setTimeout(() => this.notice.say('connection', text), PATIENCE);
    } else {
      this.notice.say('connection', '');
    }
  }

  /**
   * What the server says is wrong with what this page asked for, until it answers.
   * @param {object} head of a frame
   */
  hear(head) {
    if (head.problem) {
      this.notice.say('problem', sentence(head.problem.detail));
    } else if (NEWS.some((part) => head[part])) {
      this.notice.say('problem', '');
    }
  }
}

function sentence(detail) {
  return `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`;
}

function explanation(state) {
  if (state === 'lost') {
    return word('link.lostDetail');
  }
  return state === 'away' ? word('link.awayDetail') : '';
}
