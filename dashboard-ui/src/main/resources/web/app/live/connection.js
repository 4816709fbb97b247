import { readFrame } from './frame.js';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
const OPENING = 10_000;

/**
 * The live socket of this page. What was asked for is asked again after a reconnection, and the
 * server begins with the history, so nothing is missing. A frame is acknowledged when it has been
 * drawn: a slow or hidden page gets fewer, merged frames.
 */
export class Connection {
  /**
   * @param {(frame: import('./frame.js').Frame) => void} draw
   * @param {(state: 'connecting' | 'live' | 'lost' | 'away', pause: number) => void} tell
   */
  constructor(draw, tell) {
    this.draw = draw;
    this.tell = tell;
    this.asked = new Map();
    this.pause = FIRST_PAUSE;
    this.offset = 0;
    this.roundTrip = 0;
    this.retry = 0;
    document.addEventListener('visibilitychange', () => this.#shown());
    addEventListener('online', () => this.#shown());
    this.#open();
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

  #open() {
    this.retry = 0;
    const url = new URL('/live', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.tell('connecting', 0);
    const late = setTimeout(() => socket.close(), OPENING);
    socket.onopen = () => {
      clearTimeout(late);
      this.asked.forEach((message) => this.#send(message));
    };
    socket.onmessage = (event) => this.#received(socket, event.data);
    socket.onclose = () => {
      clearTimeout(late);
      this.#lost();
    };
  }

  #received(socket, data) {
    const arrived = performance.timeOrigin + performance.now();
    // a hidden page gets no animation frame, so it neither draws nor acknowledges until it is shown
    requestAnimationFrame(() => {
      if (socket !== this.socket) {
        return;
      }
      const frame = readFrame(data);
      this.pause = FIRST_PAUSE;
      this.roundTrip = frame.head.roundTripMs;
      this.offset = frame.head.at - arrived;
      this.tell(frame.head.store === 'away' ? 'away' : 'live', 0);
      try {
        this.draw(frame);
      } finally {
        this.#send({ type: 'ack', frame: frame.head.frame });
      }
    });
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
    if (!document.hidden && this.retry) {
      clearTimeout(this.retry);
      this.#open();
    }
  }
}
