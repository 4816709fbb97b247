import { Connection } from '../live/connection.js';
import { Link } from '../live/link.js';
import { say } from '../say/text.js';
import { timeOfDay } from '../say/time.js';
import { stayAwake } from './awake.js';
import { MachineSlide } from './machine.js';
import { Overview } from './overview.js';
import { settingsOf } from './settings.js';
import { Version } from './version.js';

const SECOND = 1000;
/** How far the picture wanders, in pixels, so that nothing burns in. */
const WANDER = [[0, 0], [3, 1], [5, 4], [2, 6], [-2, 4], [-3, 1]];

/**
 * A wall screen: the fleet, then one machine after the other, and from the beginning. Nobody is there to
 * help it: it goes on after a lost connection, a restart and a new version of the server.
 * @param {HTMLElement} root
 */
export function openKiosk(root) {
  const settings = settingsOf(new URLSearchParams(location.search));
  const link = new Link();
  const version = new Version();
  const overview = new Overview(root);
  const steps = root.querySelector('#kiosk-steps');
  const name = root.querySelector('#machine-name');
  const place = root.querySelector('#machine-place');
  const fleetName = name.textContent;
  let turn = 0;
  /** Ids of the machines of this round; the fleet is before them. */
  let round = [];
  let at = 0;
  let wasLost = false;
  const connection = new Connection(draw, heard);
  const slide = new MachineSlide(root, () => connection.now());
  connection.ask({ type: 'fleet', text: settings.text, conditions: settings.conditions, offset: 0, limit: Overview.limit() });
  stayAwake();
  show();
  setInterval(next, settings.everyMs);
  setInterval(tick, SECOND);
  tick();

  function heard(state) {
    link.tell(state);
    if (state !== 'lost' && state !== 'connecting' && wasLost) {
      version.look();
    }
    wasLost = state === 'lost' || (wasLost && state === 'connecting');
  }

  /** The next slide; who needs a look is asked at the beginning of each round. */
  function next() {
    if (version.isOld()) {
      version.look();
    }
    at += 1;
    if (at > round.length) {
      at = 0;
      round = settings.machines.length ? settings.machines : overview.needingALook().slice(0, settings.worst);
    }
    show();
  }

  function show() {
    const id = at === 0 ? null : round[at - 1];
    root.querySelector('#kiosk-fleet').hidden = id !== null;
    root.querySelector('#kiosk-machine').hidden = id === null;
    root.querySelector('#condition').hidden = true;
    root.querySelector('#kiosk-last').hidden = id === null;
    const [device, machine] = id?.split('/') ?? ['', fleetName];
    say(name, machine);
    say(place, device);
    steps.replaceChildren(...[null, ...round].map((_, i) => step(i === at)));
    const [x, y] = WANDER[turn++ % WANDER.length];
    root.style.transform = `translate(${x}px, ${y}px)`;
    if (id) {
      connection.ask(slide.show(id));
    }
  }

  function draw(frame) {
    link.hear(frame.head);
    if (frame.head.fleet) {
      const isFirst = overview.order.length === 0;
      overview.draw(frame.head.fleet, connection.now());
      if (isFirst) {
        at = round.length;
        next();
      }
    }
    if (at > 0) {
      slide.draw(frame);
    }
  }

  function tick() {
    say(root.querySelector('#kiosk-clock'), timeOfDay(connection.now()));
    overview.tick(connection.now());
    if (at > 0) {
      slide.tick(connection.now());
    }
  }
}

function step(isShown) {
  const dot = document.createElement('li');
  dot.dataset.shown = isShown;
  return dot;
}
