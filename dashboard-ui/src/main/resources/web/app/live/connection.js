import { sessionOver } from '../shared/session.js';
import { readFrame } from './frame.js';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
const OPENING = 10_000;
/** The server sends something every 30 seconds at least, news or not. */
const SILENCE = 50_000;
const LOOK = 5000;
/** News that waited so long for this page, in frames one after the other, come merged. */
const HELD_BACK = 800;
const SLOW_FRAMES = 2;
/** The server is stopped and says so: there is another one, or will be soon. */
const GOING_AWAY = 1001;
/** The sign-in that the socket was opened with has ended. */
const SESSION_OVER = 1008;

/**
 * The live socket of this page. What was asked for is asked again after a reconnection, and the
 * server begins with the history, so nothing is missing. A frame is acknowledged when it has been
 * drawn: a slow or hidden page gets fewer, merged frames. A connection that is silent for too long, or
 * says what cannot be read, is given up and made again.
 */
export class Connection {
  /**
   * @param {(frame: import('./frame.js').Frame) => void} draw
   * @param {(state: 'connecting' | 'live' | 'thinned' | 'lost' | 'away', pause: number) => void} tell
   */
  constructor(draw, tell) {
    this.draw = draw;
    this.tell = tell;
    this.asked = new Map();
    this.pause = FIRST_PAUSE;
    this.offset = 0;
    this.roundTrip = 0;
    this.held = 0;
    this.undrawn = false;
    this.heardAt = 0;
    this.slowFrames = 0;
    this.retry = 0;
    document.addEventListener('visibilitychange', () => this.#shown());
    addEventListener('online', () => this.#shown());
    setInterval(() => this.#look(), LOOK);
    this.#open();
    // whoever makes this connection draws with it, and has it when the constructor is through
    queueMicrotask(() => this.#drawFirst());
  }

  /**
   * Asks for something, instead of what was asked with the same type before.
   * @param {{type: string}} message
   */
  ask(message) {
    this.asked.set(message.type, message);
    this.#send(message);
  }

  /** The server's clock, epoch milliseconds. */
  now() {
    return performance.timeOrigin + performance.now() + this.offset;
  }

  /** What the page brought along: it is what the socket will say first, several round trips later. */
  #drawFirst() {
    const place = document.getElementById('first-frame');
    if (place) {
      place.remove();
      const frame = readFrame(Uint8Array.from(atob(place.textContent), (byte) => byte.charCodeAt(0)).buffer);
      const [navigation] = performance.getEntriesByType('navigation');
      this.offset = frame.head.at - performance.timeOrigin - (navigation?.responseStart ?? performance.now());
      this.draw(frame);
    }
  }

  #open() {
    this.retry = 0;
    this.held = 0;
    this.undrawn = false;
    this.heardAt = performance.now();
    const url = new URL('/live', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.tell('connecting', 0);
    const late = setTimeout(() => socket.close(), OPENING);
    socket.onopen = () => {
      clearTimeout(late);
      this.heardAt = performance.now();
      this.asked.forEach((message) => this.#send(message));
    };
    socket.onmessage = (event) => this.#received(socket, event.data);
    socket.onclose = (event) => {
      clearTimeout(late);
      if (event.code === GOING_AWAY) {
        this.pause = FIRST_PAUSE;
      }
      if (event.code === SESSION_OVER && sessionOver()) {
        return;
      }
      this.#lost();
    };
  }

  /** Ends a connection without waiting for the other side, which may be gone. */
  #giveUp() {
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
    this.#lost();
  }

  /** While the page is hidden, or has not drawn, the server waits for it and is silent with reason. */
  #look() {
    const now = performance.now();
    if (document.hidden || this.undrawn) {
      this.heardAt = now;
    } else if (this.socket.readyState === WebSocket.OPEN && now - this.heardAt > SILENCE) {
      this.#giveUp();
    }
  }

  #received(socket, data) {
    const arrived = performance.now();
    this.heardAt = arrived;
    this.undrawn = true;
    // a hidden page gets no animation frame, so it neither draws nor acknowledges until it is shown
    requestAnimationFrame(() => {
      // what came before a loss comes again after it
      if (socket !== this.socket || this.retry) {
        return;
      }
      this.undrawn = false;
      let frame;
      try {
        frame = readFrame(data);
      } catch (error) {
        console.warn('a frame is not readable, the connection is made again', error);
        this.#giveUp();
        return;
      }
      this.pause = FIRST_PAUSE;
      // the server's measure of the frame before, without the time that this page held it
      this.roundTrip = Math.max(0, frame.head.roundTripMs - this.held);
      this.offset = frame.head.at - performance.timeOrigin - arrived;
      // one alone is a page that was hidden for a while
      this.slowFrames = frame.head.heldBackMs > HELD_BACK ? this.slowFrames + 1 : 0;
      this.tell(this.#state(frame.head), 0);
      try {
        this.draw(frame);
      } finally {
        this.held = performance.now() - arrived;
        this.#send({ type: 'ack', frame: frame.head.frame });
      }
    });
  }

  #state({ store }) {
    if (store === 'away') {
      return 'away';
    }
    return this.slowFrames >= SLOW_FRAMES ? 'thinned' : 'live';
  }

  #send(message) {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(message));
    }
  }

  #lost() {
    const pause = this.pause * (0.75 + Math.random() / 2);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    this.tell('lost', pause);
    this.retry = setTimeout(() => this.#open(), pause);
  }

  /** Someone looks again, or the network is back: no waiting. */
  #shown() {
    this.heardAt = performance.now();
    if (!document.hidden && this.retry) {
      clearTimeout(this.retry);
      this.#open();
    }
  }
}
