const WORDS = { connecting: 'Connecting', live: 'Live', lost: 'Connection lost', away: 'Store away' };
const PATIENCE = 1500;

/** Says in the page's head how the connection is, and on top of the page when it is lost. */
export class Link {
  constructor() {
    this.place = document.getElementById('link');
    this.word = document.getElementById('link-text');
    this.notice = document.getElementById('notice');
    this.place.hidden = false;
    this.timer = 0;
    this.state = '';
  }

  /**
   * @param {'connecting' | 'live' | 'lost' | 'away'} state
   */
  tell(state) {
    // trying again is part of being lost
    const shown = state === 'connecting' && this.state === 'lost' ? 'lost' : state;
    if (shown === this.state) {
      return;
    }
    this.state = shown;
    this.place.dataset.state = shown;
    this.word.textContent = WORDS[shown];
    clearTimeout(this.timer);
    const text = explanation(shown);
    if (text) {
      this.timer = setTimeout(() => this.#explain(text), PATIENCE);
    } else {
      this.notice.hidden = true;
    }
  }

  #explain(text) {
    this.notice.textContent = text;
    this.notice.hidden = false;
  }
}

function explanation(state) {
  if (state === 'lost') {
    return 'The connection to Fettle is lost. What you see is the last that arrived; it goes on by itself when the connection is back.';
  }
  return state === 'away' ? 'Fettle’s store does not answer, so nothing new can be shown. It goes on by itself when the store is back.' : '';
}
